package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.filter.MountFixture.Tried;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A filter that is mapped in a container as a test says, in front of an upstream that has one image. */
abstract class MountFixture {
    static final String NOT_SET = "";

    static final byte[] IMAGE = Images.png(5000, 1);

    StubImgproxy upstream;

    @BeforeEach
    void startUpstream() throws IOException {
        upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
    }

    @AfterEach
    void stopUpstream() throws IOException {
        upstream.close();
    }

    Map<String, String> settings(String mount) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "imgproxy.key", "736563726574",
                "imgproxy.salt", "68656C6C6F",
                "imgproxy.url", upstream.url().toString()));
        if (!mount.isEmpty()) {
            settings.put("imgproxy.mount", mount);
        }
        return settings;
    }

    /** Keeps what the start of a filter threw, so that the app goes on. */
    static class Tried implements Filter {
        private final Filter tried;

        @Nullable
        Exception failure;

        @Nullable
        Object attribute;

        @Nullable
        String descriptor;

        Tried(Filter tried) {
            this.tried = tried;
        }

        @Override
        public void init(FilterConfig config) {
            try {
                tried.init(descriptor == null ? config : withDescriptor(config, descriptor));
                attribute = config.getServletContext().getAttribute(SharedImgproxy.ATTRIBUTE);
            } catch (ServletException | RuntimeException refused) {
                failure = refused;
            }
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            tried.doFilter(request, response, chain);
        }

        @Override
        public void destroy() {
            tried.destroy();
        }
    }

    /** The same with a file in its web app. */
    private static FilterConfig withDescriptor(FilterConfig config, String descriptor) {
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                MountFixture.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getResourceAsStream") && arguments[0].equals("/WEB-INF/web.xml")
                                ? new ByteArrayInputStream(descriptor.getBytes(StandardCharsets.UTF_8))
                                : method.invoke(config.getServletContext(), arguments));
        return (FilterConfig) Proxy.newProxyInstance(
                MountFixture.class.getClassLoader(),
                new Class<?>[] {FilterConfig.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getServletContext") ? context : method.invoke(config, arguments));
    }

    static final class Started extends Tried {
        Started() {
            super(new ImgproxyFilter());
        }

        void register(ServletContext context, Map<String, String> initParams, List<String> patterns) {
            FilterRegistration.Dynamic registration = context.addFilter("imgproxy", this);
            registration.setInitParameters(initParams);
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), true, patterns.toArray(String[]::new));
        }
    }
}
