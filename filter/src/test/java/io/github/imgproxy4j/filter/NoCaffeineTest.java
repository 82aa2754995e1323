package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An app whose class path lacks Caffeine, which is an optional dependency. */
class NoCaffeineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"JETTY, '', true", "TOMCAT, '', true", "JETTY, 0, false"})
    void startSaysThatNothingIsKeptInMemory(Container container, String memorySize, boolean told) throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", Images.png(1000, 1)));
                CapturedLog log = new CapturedLog();
                WithoutCaffeine loader = new WithoutCaffeine();
                Container.Running running = container.start()) {
            Filter filter = (Filter) loader.loadClass(ImgproxyFilter.class.getName())
                    .getConstructor()
                    .newInstance();
            Map<String, String> settings = new HashMap<>(Map.of(
                    "imgproxy.key",
                    "736563726574",
                    "imgproxy.salt",
                    "68656C6C6F",
                    "imgproxy.url",
                    upstream.url().toString(),
                    "imgproxy.store-dir",
                    folder.toString()));
            if (!memorySize.isEmpty()) {
                settings.put("imgproxy.memory-size", memorySize);
            }
            try (Closeable app = running.deploy("", loader, context -> {
                FilterRegistration.Dynamic registration = context.addFilter("imgproxy", filter);
                registration.setInitParameters(settings);
                registration.setAsyncSupported(true);
                registration.addMappingForUrlPatterns(
                        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, "/img/*");
            })) {
                assertThat(app).isNotNull();
                HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                        .send(
                                ProxyFixture.request(
                                        running,
                                        "GET",
                                        ProxyFixture.urls("cat.jpg").proxy()),
                                HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.body()).hasSize(1000);
            }
            assertThat(log.lines("images at /img: "))
                    .singleElement()
                    .asString()
                    .satisfies(
                            line -> assertThat(line.endsWith("; nothing is kept in memory, because Caffeine is not on"
                                            + " the class path: add com.github.ben-manes.caffeine:caffeine, or set"
                                            + " imgproxy.memory-size=0"))
                                    .isEqualTo(told));
        }
    }

    /** Loads the app's own classes anew and finds none of Caffeine. */
    private static final class WithoutCaffeine extends URLClassLoader {
        private static final List<String> OF_THE_APP = List.of("io.github.imgproxy4j.", "org.apache.hc.");
        private static final String TESTING = "io.github.imgproxy4j.testing.";

        WithoutCaffeine() throws IOException {
            super(classPath(), NoCaffeineTest.class.getClassLoader());
        }

        private static URL[] classPath() throws IOException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.github.benmanes.")) {
                throw new ClassNotFoundException(name);
            }
            if (name.startsWith(TESTING) || OF_THE_APP.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
