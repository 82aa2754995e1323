package io.github.imgproxy4j.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.testing.StubImgproxy;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** An app that registers the filter itself, at a path of its own: pages look for images there. */
@Tag("application")
class OwnMountTest {
    private static final Pattern FALLBACK = Pattern.compile("data-imgproxy-src=\"([^\"]+)\"");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3};

    private StubImgproxy upstream;

    @BeforeEach
    void startUpstream() throws IOException {
        upstream = StubImgproxy.replying(StubImgproxy.Reply.image("image/png", PNG));
    }

    @AfterEach
    void stopUpstream() throws IOException {
        upstream.close();
    }

    @Test
    void markupFollowsTheRegistrationOfTheApp() throws Exception {
        try (ConfigurableApplicationContext app = start(Registration.class, upstream)) {
            Matcher proxyUrl =
                    FALLBACK.matcher(new String(get(app, "/shop/page").body(), UTF_8));

            assertThat(proxyUrl.find()).isTrue();
            assertThat(proxyUrl.group(1)).startsWith("/shop/pictures/");
            assertThat(get(app, proxyUrl.group(1)).body()).isEqualTo(PNG);
        }
    }

    @Test
    void urlsOfTheProxyFollowIt() throws Exception {
        try (ConfigurableApplicationContext app = start(Registration.class, upstream)) {
            ImageUrls urls =
                    app.getBean(Imgproxy.class).image("local:///cat.png").urls();

            assertThat(urls.cached()).startsWith("/shop/pictures/cache/");
            assertThat(get(app, urls.proxy()).statusCode()).isEqualTo(200);
            assertThat(get(app, "/shop/pictures/health").statusCode()).isEqualTo(200);
        }
    }

    static ConfigurableApplicationContext start(Class<?> app, StubImgproxy upstream) {
        return SpringApplication.run(
                app,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.servlet.context-path=/shop",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--imgproxy.key=736563726574",
                "--imgproxy.salt=68656c6c6f",
                "--imgproxy.source-base=local:///",
                "--imgproxy.presets=card=rs:fill:300:200",
                "--imgproxy.url=" + upstream.url());
    }

    private static HttpResponse<byte[]> get(ConfigurableApplicationContext app, String path)
            throws IOException, InterruptedException {
        String port = app.getEnvironment().getRequiredProperty("local.server.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    static FilterRegistrationBean<ImgproxyFilter> registration(CachingProxy proxy) {
        FilterRegistrationBean<ImgproxyFilter> images =
                new FilterRegistrationBean<>(new ImgproxyFilter(proxy, "/pictures"));
        images.addUrlPatterns("/pictures/*");
        images.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        images.setAsyncSupported(true);
        return images;
    }

    @SpringBootConfiguration
    static class Registration extends OpenApplication {
        @Bean
        FilterRegistrationBean<ImgproxyFilter> images(CachingProxy proxy) {
            return registration(proxy);
        }

        @Controller
        static class Pages {
            @GetMapping("/page")
            String page() {
                return "page";
            }
        }
    }
}
