package io.github.imgproxy4j.embedded.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourcesTest extends HttpSourcesFixture {
    @Test
    void bodyAndValidatorsArrive() throws Exception {
        server.createContext("/a", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT");
            answer(exchange, 200, BODY);
        });

        SourceBytes source = load(base + "/a#part");

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
    void aClosedPortIsUnreachable() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertRefused("http://127.0.0.1:" + port + "/a", 404, "Source is unreachable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "http:///a",
                "http://a b/c",
                "http://%zz/",
                "http://h/%zz",
                "http://h/a%",
                "http://[::1/a"
            })
    void whatIsNoUrlIsRefused(String url) {
        assertRefused(url, 404, "Source is unreachable");
    }

    /** As imgproxy does; browsers send what is lone in a path as well. */
    @ParameterizedTest
    @CsvSource({"/a?x=%zz, x=%25zz", "/a?x=1%, x=1%25", "/a?x=%2, x=%252", "/a?x=%41%, x=%41%25"})
    void aLonePercentSignOfAQueryIsSent(String path, String query) throws Exception {
        server.createContext("/a", exchange -> {
            boolean asExpected = query.equals(exchange.getRequestURI().getRawQuery());
            answer(exchange, asExpected ? 200 : 400, BODY);
        });

        assertThat(load(base + path).bytes()).containsExactly(BODY);
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, BODY));
        Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();
        load(base + "/a");
        List<Thread> during = ownThreads(ofOthers);
        sources.close();

        for (Thread thread : during) {
            thread.join();
        }
        assertThat(ownThreads(ofOthers)).isEmpty();
    }

    /** Clients of other tests may have threads that are still about to end, under names like these. */
    private static List<Thread> ownThreads(Set<Thread> ofOthers) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !ofOthers.contains(thread))
                .filter(thread -> thread.getName().matches("(?i)httpclient.*|imgproxy4j.*"))
                .toList();
    }

    @Test
    void closingEndsAFetchThatWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            asked.countDown();
            awaitEnd();
        });
        Future<?> waiting = serverThreads.submit(() -> assertRefused(base + "/a", 404, "Source is unreachable"));
        asked.await();
        sources.close();

        waiting.get();
        assertRefused(base + "/a", 404, "Source is unreachable");
    }

    @Test
    void anInterruptEndsAFetchThatWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            asked.countDown();
            awaitEnd();
        });
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> ended.complete(catchThrowable(() -> load(base + "/a"))));
        thread.start();
        asked.await();
        thread.interrupt();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }
}
