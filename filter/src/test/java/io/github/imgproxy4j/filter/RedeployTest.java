package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.Filter;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An app that is deployed anew again and again while its container runs on. */
@Tag("container")
class RedeployTest {
    private static final byte[] IMAGE = Images.png(5000, 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void twentyRedeploymentsLeaveNoThreadAndNoClassLoader(Container container) throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE))) {
            Map<String, String> settings = Map.of(
                    "imgproxy.key",
                    "736563726574",
                    "imgproxy.salt",
                    "68656C6C6F",
                    "imgproxy.url",
                    upstream.url().toString(),
                    "imgproxy.store-dir",
                    folder.toString());
            settings.forEach(System::setProperty);
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            try (Container.Running running = container.start()) {
                List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    loaders.add(deployOnce(running, "/img" + signedPath(i)));
                }
                assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread))
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("imgproxy4j-"));
                await().untilAsserted(() -> {
                    System.gc();
                    assertThat(loaders).allMatch(loader -> loader.get() == null);
                });
            } finally {
                settings.keySet().forEach(System::clearProperty);
            }
        }
    }

    private static String signedPath(int number) {
        return ProxyFixture.urls(number + ".jpg").signedPath().text();
    }

    private static WeakReference<ClassLoader> deployOnce(Container.Running running, String path) throws Exception {
        try (AppClassLoader loader = new AppClassLoader()) {
            Filter filter = (Filter) loader.loadClass(ImgproxyFilter.class.getName())
                    .getConstructor()
                    .newInstance();
            assertThat(filter).isNotInstanceOf(ImgproxyFilter.class);
            try (Closeable app =
                    running.deploy("", loader, context -> Container.Mapping.DEFAULT.register(context, filter))) {
                assertThat(app).isNotNull();
                assertThat(get(running.port(), path)).endsWith(IMAGE);
            }
            return new WeakReference<>(loader);
        }
    }

    /** On a connection of its own: one that is kept may keep in the container what belongs to its last request. */
    private static byte[] get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes();
        }
    }

    /** The libraries of a web app: classes of ours and what they need, loaded anew. */
    private static final class AppClassLoader extends URLClassLoader {
        private static final List<String> OF_THE_APP =
                List.of("io.github.imgproxy4j.", "org.apache.hc.", "com.github.benmanes.");
        private static final String TESTING = "io.github.imgproxy4j.testing.";

        AppClassLoader() throws IOException {
            super(classPath(), RedeployTest.class.getClassLoader());
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
