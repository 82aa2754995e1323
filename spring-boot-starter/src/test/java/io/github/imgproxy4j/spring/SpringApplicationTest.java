package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.testing.StubImgproxy;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A whole app on Boot's Tomcat in front of a stub upstream. */
class SpringApplicationTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3};

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

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
    @Tag("application")
    void theFilterServesAnImageOnceFromUpstreamAndThenFromItsCache() throws Exception {
        try (ConfigurableApplicationContext app = start()) {
            ImageUrls urls =
                    app.getBean(Imgproxy.class).image("local:///cat.png").urls();

            HttpResponse<byte[]> first = get(app, urls.proxy());
            HttpResponse<byte[]> second = get(app, urls.proxy());

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).isEqualTo(PNG);
            assertThat(first.headers().firstValue("Content-Type")).hasValue("image/png");
            assertThat(second.body()).isEqualTo(PNG);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("application")
    void healthIsReady() throws Exception {
        try (ConfigurableApplicationContext app = start()) {
            HttpResponse<byte[]> health = get(app, "/img/health");

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(text(health)).isEqualTo("{\"status\":\"ready\"}");
        }
    }

    @Test
    @Tag("application")
    void everythingMovesBelowTheContextPathAndTheMount() throws Exception {
        try (ConfigurableApplicationContext app =
                start("--server.servlet.context-path=/shop", "--imgproxy.mount=/pictures")) {
            ImageUrls urls =
                    app.getBean(Imgproxy.class).image("local:///cat.png").urls();

            assertThat(urls.proxy()).startsWith("/shop/pictures/");
            assertThat(get(app, urls.proxy()).body()).isEqualTo(PNG);
        }
    }

    @Test
    @Tag("application")
    void aThymeleafPageShowsImagesThatTheFilterServes() throws Exception {
        try (ConfigurableApplicationContext app =
                start("--imgproxy.presets=card=rs:fill:300:200", "--imgproxy.source-base=local:///")) {
            ImageUrls urls = app.getBean(Imgproxy.class)
                    .image("local:///cat.png")
                    .preset("card")
                    .urls();

            assertThat(text(get(app, "/page")))
                    .contains("<img src=\"" + urls.cached() + "\" data-imgproxy-src=\"" + urls.proxy() + "\"")
                    .contains("width=\"300\" height=\"200\" alt=\"A cat\"");
        }
    }

    @Test
    @Tag("application")
    void aPageWithoutACacheHasUrlsOfImgproxyAlone() throws Exception {
        try (ConfigurableApplicationContext app = start(
                "--imgproxy.presets=card=rs:fill:300:200",
                "--imgproxy.source-base=local:///",
                "--imgproxy.fallback=direct",
                "--imgproxy.proxy-url=https://imgproxy.example.com")) {
            ImageUrls urls = app.getBean(Imgproxy.class)
                    .image("local:///cat.png")
                    .preset("card")
                    .urls();

            assertThat(urls.proxy()).startsWith("https://imgproxy.example.com/");
            assertThat(text(get(app, "/page")))
                    .contains("<img src=\"" + urls.proxy() + "\" width=\"300\" height=\"200\" alt=\"A cat\"")
                    .doesNotContain("data-imgproxy", "onerror", "/cache/");
        }
    }

    @Test
    @Tag("application")
    void springsDialectAndOursWorkInOnePage() throws Exception {
        try (ConfigurableApplicationContext app =
                start("--imgproxy.presets=card=rs:fill:300:200", "--imgproxy.source-base=local:///")) {
            Imgproxy imgproxy = app.getBean(Imgproxy.class);

            assertThat(text(get(app, "/page")))
                    .contains("<picture><source media=\"print\" srcset=\""
                            + imgproxy.image("/cat.png").quality(40).urls().cached() + "\"")
                    .contains("<img src=\"" + imgproxy.image("/cat.png").urls().cached() + "\"")
                    .contains("<a href=\""
                            + imgproxy.image("local:///cat.png")
                                    .preset("card")
                                    .urls()
                                    .cached() + "\">A cat</a>");
        }
    }

    @Test
    @Tag("application")
    void tagsAndFilterShareTheBeans() {
        try (ConfigurableApplicationContext app = start()) {
            ServletContext servletContext = app.getBean(ServletContext.class);

            assertThat(servletContext.getAttribute(SharedImgproxy.ATTRIBUTE)).isSameAs(app.getBean(Imgproxy.class));
            assertThat(servletContext.getAttribute(CachingProxy.ATTRIBUTE)).isSameAs(app.getBean(CachingProxy.class));
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aWrongSettingStopsTheStartWithAllThatIsWrong(CapturedOutput output) {
        assertThatThrownBy(() -> start("--imgproxy.signature-size=99", "--imgproxy.fallbak=none"))
                .hasRootCauseInstanceOf(SettingsException.class);

        assertThat(output)
                .contains("imgproxy4j cannot start:")
                .contains("  - Spring property imgproxy.signature-size [99] must be a whole number from 1 to 32")
                .contains("  - Spring property imgproxy.fallbak is not a setting; did you mean imgproxy.fallback?")
                .doesNotContain("\tat ");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aWrongKeyStopsTheStartAndStaysSecret(CapturedOutput output) {
        assertThatThrownBy(() -> start("--imgproxy.key=5ecre7key")).hasRootCauseInstanceOf(SettingsException.class);

        assertThat(output)
                .contains("imgproxy4j cannot start:")
                .contains("  - Spring property imgproxy.key: key [***] must be hexadecimal")
                .doesNotContain("5ecre7key");
    }

    private ConfigurableApplicationContext start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--imgproxy.url=" + upstream.url(),
                "--imgproxy.store-dir=" + folder,
                "--imgproxy.salt=68656C6C6F"));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--imgproxy.key="))) {
            arguments.add("--imgproxy.key=736563726574");
        }
        return SpringApplication.run(App.class, arguments.toArray(String[]::new));
    }

    private HttpResponse<byte[]> get(ConfigurableApplicationContext app, String path)
            throws IOException, InterruptedException {
        String port = app.getEnvironment().getRequiredProperty("local.server.port");
        String contextPath = app.getEnvironment().getProperty("server.servlet.context-path", "");
        String wholePath = path.startsWith(contextPath) ? path : contextPath + path;
        URI url = URI.create("http://127.0.0.1:" + port + wholePath);
        return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @SpringBootConfiguration
    static class App extends OpenApplication {
        @Controller
        static class Pages {
            @GetMapping("/page")
            String page() {
                return "page";
            }
        }
    }
}
