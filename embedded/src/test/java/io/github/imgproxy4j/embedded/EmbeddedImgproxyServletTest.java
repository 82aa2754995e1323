package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.Container;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedImgproxyServletTest {
    private static final String PHOTO = "/rs:fill:60:40/" + encoded("local:///photo.jpg") + ".png";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path root;

    @BeforeEach
    void store() throws IOException {
        Files.write(root.resolve("photo.jpg"), TestImages.jpeg(TestImages.waves(400, 300)));
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void itAnswersLikeAnImgproxyServer(Container container) throws Exception {
        try (Container.Running running = run(container, Map.of())) {
            HttpResponse<byte[]> image = send("GET", running, "/unsafe" + PHOTO + "?v=1");

            assertThat(image.statusCode()).isEqualTo(200);
            assertThat(image.headers().firstValue("Content-Type")).hasValue("image/png");
            assertThat(image.headers().firstValue("Content-Disposition")).hasValue("inline; filename=\"photo.png\"");
            assertThat(image.headers().firstValue("X-Result-Width")).hasValue("60");
            assertThat(TestImages.read(image.body()).getHeight()).isEqualTo(40);
            assertText(send("GET", running, "/health"), 200, "imgproxy is running");
            assertText(send("GET", running, "/favicon.ico"), 404, " ");
            assertText(send("GET", running, "/unsafe"), 404, "Invalid URL");
            assertText(send("GET", running, "/unsafe/nonsense:1" + PHOTO), 404, "Invalid URL");
            assertText(send("GET", running, "/unsafe/" + encoded("local:///missing")), 404, "Source is unreachable");
            assertText(send("OPTIONS", running, "/unsafe" + PHOTO), 200, " ");
            assertText(send("POST", running, "/unsafe" + PHOTO), 404, " ");
            assertThat(send("HEAD", running, "/anything").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void formatsAreNotNegotiated(Container container) throws Exception {
        String withoutFormat = PHOTO.substring(0, PHOTO.length() - ".png".length());
        try (Container.Running running = run(container, Map.of())) {
            HttpResponse<byte[]> image =
                    send("GET", running, "/unsafe" + withoutFormat, "Accept", "image/avif,image/webp,*/*");
            HttpResponse<byte[]> asked =
                    send("GET", running, "/unsafe" + withoutFormat + ".avif", "Accept", "image/avif");

            assertThat(image.headers().firstValue("Content-Type")).hasValue("image/jpeg");
            assertThat(image.headers().firstValue("Vary")).isEmpty();
            assertText(asked, 422, "Invalid URL");
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void headersAreThoseOfImgproxy(Container container) throws Exception {
        try (Container.Running running = run(container, Map.of())) {
            HttpResponse<byte[]> image = send("GET", running, "/unsafe" + PHOTO, "X-Request-ID", "a-1_B");
            HttpResponse<byte[]> refused = send("GET", running, "/unsafe/msr:1" + PHOTO, "X-Request-ID", "a b");

            for (String name : List.of(
                    "Content-Disposition",
                    "Content-Length",
                    "ETag",
                    "Last-Modified",
                    "X-Origin-Content-Length",
                    "X-Origin-Height",
                    "X-Origin-Width",
                    "X-Result-Height",
                    "X-Result-Width")) {
                assertThat(image.headers().firstValue(name)).as(name).isPresent();
                assertThat(refused.headers().firstValue(name).isPresent())
                        .as(name)
                        .isEqualTo(name.equals("Content-Length"));
            }
            assertThat(image.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public");
            assertThat(image.headers().firstValue("X-Request-ID")).hasValue("a-1_B");
            assertText(refused, 403, "Invalid URL");
            assertThat(refused.headers().firstValue("Cache-Control")).isEmpty();
            assertThat(refused.headers().firstValue("X-Request-ID").orElseThrow())
                    .matches("[A-Za-z0-9_-]{36}");
            for (HttpResponse<byte[]> any :
                    List.of(image, refused, send("HEAD", running, "/"), send("POST", running, "/unsafe" + PHOTO))) {
                assertThat(any.headers().allValues("Server")).containsExactly("imgproxy");
                assertThat(any.headers().firstValue("Content-Security-Policy"))
                        .hasValue(ProcessorResponse.CONTENT_SECURITY_POLICY);
            }
            for (String method : List.of("HEAD", "OPTIONS", "GET")) {
                assertThat(send(method, running, "/").headers().firstValue("Cache-Control"))
                        .as(method)
                        .hasValue("max-age=31536000, public");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void withKeysOnlySignedPathsAreAnswered(Container container) throws Exception {
        Imgproxy imgproxy =
                Imgproxy.builder().key("0a").salt("0b").proxyUrl("/").build();
        String signed = imgproxy.image("local:///photo.jpg")
                .options("w:20")
                .format("webp")
                .urls()
                .signedPath()
                .text();

        try (Container.Running running = run(container, Map.of("imgproxy.key", "0a", "imgproxy.salt", "0b"))) {
            assertThat(send("GET", running, signed).statusCode()).isEqualTo(200);
            assertText(send("GET", running, "/unsafe" + PHOTO), 403, "Forbidden");
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void whatTheClientHasIsNotSentAgain(Container container) throws Exception {
        try (Container.Running running = run(container, Map.of())) {
            HttpResponse<byte[]> first = send("GET", running, "/_" + PHOTO);
            String etag = first.headers().firstValue("ETag").orElseThrow();
            String date = first.headers().firstValue("Last-Modified").orElseThrow();

            for (String[] header : new String[][] {
                {"If-None-Match", etag}, {"If-None-Match", "\"x\", W/" + etag}, {"If-Modified-Since", date}
            }) {
                HttpResponse<byte[]> again = send("GET", running, "/_" + PHOTO, header);

                assertThat(again.statusCode()).as(header[1]).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(again.headers().firstValue("ETag")).hasValue(etag);
            }
            assertThat(send("GET", running, "/_" + PHOTO, "If-None-Match", "\"other\"")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private Container.Running run(Container container, Map<String, String> more) throws IOException {
        Map<String, String> values = new HashMap<>(more);
        values.put("imgproxy.local-filesystem-root", root.toString());
        EmbeddedImgproxyServlet servlet = new EmbeddedImgproxyServlet(Settings.read(SettingsSource.of("test", values)));
        return container.run(new InFrontOf(servlet), new Container.Mapping("/context", "/*", false));
    }

    private HttpResponse<byte[]> send(String method, Container.Running running, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder clientRequest = HttpRequest.newBuilder(running.url("/context" + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(
                (headers.length == 0 ? clientRequest : clientRequest.headers(headers)).build(),
                BodyHandlers.ofByteArray());
    }

    private static void assertText(HttpResponse<byte[]> clientResponse, int status, String text) {
        assertThat(clientResponse.statusCode()).isEqualTo(status);
        assertThat(new String(clientResponse.body(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(clientResponse.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
    }

    private static String encoded(String source) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(source.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs a servlet where the containers of the tests take a filter. */
    private record InFrontOf(EmbeddedImgproxyServlet servlet) implements Filter {
        @Override
        public void init(FilterConfig config) throws ServletException {
            servlet.init(new ServletConfig() {
                @Override
                public String getServletName() {
                    return config.getFilterName();
                }

                @Override
                public ServletContext getServletContext() {
                    return config.getServletContext();
                }

                @Override
                public String getInitParameter(String name) {
                    return config.getInitParameter(name);
                }

                @Override
                public Enumeration<String> getInitParameterNames() {
                    return Collections.emptyEnumeration();
                }
            });
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            servlet.service(request, response);
        }

        @Override
        public void destroy() {
            servlet.destroy();
        }
    }
}
