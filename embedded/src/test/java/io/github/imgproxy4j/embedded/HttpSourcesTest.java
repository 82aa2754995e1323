package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourcesTest {
    private static final byte[] BODY = {1, 2, 3, 4, 5};

    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String base;
    private HttpSources sources;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serverThreads);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        sources = sources(new AddressGuard(true, false, false), Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        sources.close();
        server.stop(0);
        serverThreads.shutdownNow();
    }

    @Test
    void bodyAndValidatorsArrive() throws Exception {
        server.createContext("/a", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT");
            answer(exchange, 200, BODY);
        });

        Source source = load(base + "/a#part");

        assertThat(source.bytes()).containsExactly(BODY);
        assertThat(source.etag()).isEqualTo("\"v1\"");
        assertThat(source.lastModified()).isEqualTo("Sat, 21 Nov 2026 00:00:00 GMT");
    }

    @Test
    void oddCharactersAreEscapedOnTheWay() throws Exception {
        server.createContext(
                "/",
                exchange -> answer(
                        exchange,
                        exchange.getRequestURI().getRawPath().equals("/caf%C3%A9%20%7C%25a") ? 200 : 400,
                        BODY));

        assertThat(load(base + "/café |%25a").bytes()).containsExactly(BODY);
    }

    @Test
    void loopbackIsRefusedByDefault() {
        sources = sources(new AddressGuard(false, false, false), Duration.ofSeconds(30));

        assertRefused(base + "/a", 404, "Invalid source URL");
        assertRefused(base.replace("127.0.0.1", "localhost") + "/a", 404, "Invalid source URL");
    }

    @Test
    void redirectsAreFollowedUpToTheLimit() throws Exception {
        server.createContext("/hop/", exchange -> {
            int left = Integer.parseInt(exchange.getRequestURI().getPath().substring("/hop/".length()));
            exchange.getResponseHeaders().set("Location", Integer.toString(left - 1));
            answer(exchange, left == 0 ? 200 : 302, BODY);
        });

        assertThat(load(base + "/hop/3").bytes()).containsExactly(BODY);
        assertRefused(base + "/hop/4", 404, "Source is unreachable");
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data, Invalid source URL",
        "http://10.1.2.3/a.jpg, Invalid source URL",
        "http://[::ffff:192.168.0.1]/a.jpg, Invalid source URL",
        "//172.16.0.1/a.jpg, Invalid source URL",
        "file:///etc/passwd, Source is unreachable",
        "local:///a.jpg, Source is unreachable",
        "'http:///', Source is unreachable",
    })
    void everyHopIsChecked(String target, String text) {
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            answer(exchange, 301, BODY);
        });

        assertRefused(base + "/away", 404, text);
    }

    @ParameterizedTest
    @CsvSource({"404, 404", "403, 403", "429, 429", "500, 502", "503, 502", "204, 404", "304, 404"})
    void statusOfTheSourceIsTranslated(int sourceStatus, int status) {
        server.createContext("/a", exchange -> answer(exchange, sourceStatus, new byte[0]));

        assertRefused(base + "/a", status, "Source is unreachable");
    }

    @Test
    void bodyOverTheLimitIsBrokenOff() {
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[8192];
            while (testIsOver.getCount() > 0) {
                exchange.getResponseBody().write(chunk);
            }
        });

        assertRefused(base + "/large", 422, "Invalid source image");
    }

    @Test
    void bodyThatIsCutIsRefused() {
        server.createContext("/cut", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(BODY);
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertRefused(base + "/cut", 404, "Source is unreachable");
    }

    @Test
    void bodyThatStallsIsGivenUp() {
        sources = sources(new AddressGuard(true, false, false), Duration.ofMillis(200));
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(BODY);
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        assertRefused(base + "/slow", 504, "Source is unreachable");
    }

    @Test
    void nobodyListeningIsUnreachable() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertRefused("http://127.0.0.1:" + port + "/a", 404, "Source is unreachable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http:///a", "http://a b/c", "http://%zz/", "http://h/%zz", "http://[::1/a"})
    void whatIsNoUrlIsRefused(String url) {
        assertRefused(url, 404, "Invalid URL");
    }

    private HttpSources sources(AddressGuard guard, Duration downloadTimeout) {
        return new HttpSources(guard, 100_000, 3, downloadTimeout);
    }

    private Source load(String url) throws Refusal, InterruptedException {
        return sources.load(url, Deadline.in(Duration.ofMinutes(1)));
    }

    private void assertRefused(String url, int status, String text) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> load(url)).satisfies(refusal -> {
            assertThat(refusal.publicText()).isEqualTo(text);
            assertThat(refusal.status()).isEqualTo(status);
        });
    }

    private void awaitEnd() {
        try {
            testIsOver.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bodiless = body.length == 0 || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
