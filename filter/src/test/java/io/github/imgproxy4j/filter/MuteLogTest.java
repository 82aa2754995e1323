package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an app says that brings SLF4J and no provider for it. */
@Tag("container")
class MuteLogTest {
    private static final String NOTICE =
            "imgproxy4j logs with SLF4J, but this app has no SLF4J provider, so warnings and errors are lost;"
                    + " add org.slf4j:slf4j-jdk14 in the version of slf4j-api, whose output Tomcat and Jetty print:"
                    + " https://github.com/imgproxy4j/imgproxy4j#use-it";

    private static final Map<String, String> PARAMS = Map.of(
            "imgproxy.allow-unsigned", "true",
            "imgproxy.url", "http://127.0.0.1:9",
            "imgproxy.connect-timeout", "500");

    @ParameterizedTest
    @EnumSource
    void missingLogProviderIsReportedOnceInTheLogOfTheServletContext(Container container) throws Exception {
        try (AppClassLoader loader = new AppClassLoader()) {
            List<String> lines = start(container, loader, ImgproxyFilter.class.getName());

            assertThat(lines)
                    .containsExactly(
                            NOTICE,
                            "imgproxy4j: init-param imgproxy.connect-timeout [500] is treated as 500 seconds;"
                                    + " write 500s, or 500ms for milliseconds",
                            "imgproxy4j: init-param imgproxy.connect-timeout [500] is treated as 500 seconds;"
                                    + " write 500s, or 500ms for milliseconds");
        }
    }

    @ParameterizedTest
    @EnumSource
    void appWithALogProviderWritesNothingThere(Container container) throws Exception {
        try (CapturedLog captured = new CapturedLog()) {
            assertThat(start(container, MuteLogTest.class.getClassLoader(), ImgproxyFilter.class.getName()))
                    .isEmpty();
            assertThat(captured.lines("is treated as 500 seconds")).hasSize(2);
        }
    }

    /** Starts an app with two filters of a class, and tells what it put on the log of its context. */
    private static List<String> start(Container container, ClassLoader loader, String filterClass) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Container.Running running = container.start();
                Closeable app = running.deploy("/shop", loader, context -> {
                    for (String name : List.of("first", "second")) {
                        FilterRegistration.Dynamic registration =
                                context.addFilter(name, new Listening(filter(loader, filterClass), lines));
                        registration.setInitParameters(PARAMS);
                        registration.addMappingForUrlPatterns(
                                EnumSet.of(DispatcherType.REQUEST), true, "/" + name + "/*");
                    }
                })) {
            assertThat(app).isNotNull();
        }
        return lines;
    }

    private static Filter filter(ClassLoader loader, String name) {
        try {
            return (Filter) loader.loadClass(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError(name, broken);
        }
    }

    /** Hands a filter its own config with a context whose log is written down. */
    private record Listening(Filter filter, List<String> lines) implements Filter {
        @Override
        public void init(FilterConfig config) throws ServletException {
            ServletContext context = with(ServletContext.class, config.getServletContext(), "log", arguments -> {
                lines.add(String.valueOf(arguments[0]));
                return null;
            });
            filter.init(with(FilterConfig.class, config, "getServletContext", arguments -> context));
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}

        @Override
        public void destroy() {
            filter.destroy();
        }

        private static <T> T with(Class<T> type, T behind, String method, Answer answer) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, called, arguments) -> called.getName().equals(method)
                            ? answer.to(arguments == null ? new Object[0] : arguments)
                            : called.invoke(behind, arguments)));
        }

        private interface Answer {
            Object to(Object[] arguments);
        }
    }

    /** The libraries of a web app, SLF4J among them, without a provider. */
    private static final class AppClassLoader extends URLClassLoader {
        private static final List<String> OF_THE_APP =
                List.of("io.github.imgproxy4j.", "org.apache.hc.", "com.github.benmanes.", "org.slf4j.");
        private static final String TESTING = "io.github.imgproxy4j.testing.";

        AppClassLoader() throws IOException {
            super(classPath(), MuteLogTest.class.getClassLoader());
        }

        private static URL[] classPath() throws IOException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (!entry.contains("slf4j-simple")) {
                    urls.add(Path.of(entry).toUri().toURL());
                }
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

        /** What the container has is not the app's. */
        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return Arrays.asList("org/slf4j", "META-INF/services/org.slf4j").stream()
                            .anyMatch(name::startsWith)
                    ? findResources(name)
                    : super.getResources(name);
        }
    }
}
