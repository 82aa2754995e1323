package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.internal.http.Urgency;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that no visitor waits for, {@code Priority: u=7}, come after those of visitors. */
class BackgroundRequestsTest {
    private static final byte[] IMAGE = Images.png(30_000, 1);
    private static final String[] BACKGROUND = {"Priority", "u=7"};

    /** Images that a test leaves unmade are given up at once. */
    private static final Consumer<CachingProxyBuilder> SHORT_SHUTDOWN =
            builder -> builder.shutdownTimeout(Duration.ofMillis(100));

    @TempDir
    Path folder;

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    /** Makes each image when the test lets it. */
    private final Reply gated = (request, out) -> {
        gate(name(request)).await();
        return Reply.image("image/png", IMAGE).write(request, out);
    };

    @AfterEach
    void openAll() {
        gates.values().forEach(CountDownLatch::countDown);
    }

    @ParameterizedTest
    @EnumSource
    void noneBeginsWhileAnImageIsMadeForAVisitor(Container container) throws Exception {
        try (ProxyFixture fixture = start(container, builder -> {})) {
            CompletableFuture<ReceivedResponse> visitor = fixture.getAsync(url("visitor"));
            await().until(() -> asked(fixture).equals(List.of("visitor")));
            CompletableFuture<ReceivedResponse> background = fixture.getAsync(url("background"), BACKGROUND);
            await().until(() -> fixture.proxy.fetchesInProgress() == 2);
            CompletableFuture<ReceivedResponse> another = fixture.getAsync(url("another"));
            await().until(() -> asked(fixture).size() == 2);

            assertThat(asked(fixture)).containsExactly("visitor", "another");

            gate("visitor").countDown();
            gate("another").countDown();
            visitor.join().hasStatus(200);
            another.join().hasStatus(200);
            gate("background").countDown();
            background.join().hasStatus(200).hasBody(IMAGE);
            assertThat(asked(fixture)).containsExactly("visitor", "another", "background");
        }
    }

    @Test
    void visitorsRequestForAWaitingImageGivesItPriority() throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> {})) {
            CompletableFuture<ReceivedResponse> visitor = fixture.getAsync(url("visitor"));
            await().until(() -> asked(fixture).size() == 1);
            CompletableFuture<ReceivedResponse> background = fixture.getAsync(url("wanted"), BACKGROUND);
            await().until(() -> fixture.proxy.fetchesInProgress() == 2);

            gate("wanted").countDown();
            fixture.get(url("wanted")).hasStatus(200).hasBody(IMAGE);

            background.join().hasStatus(200).hasBody(IMAGE);
            assertThat(visitor).isNotDone();
            fixture.hasFetched(2);
        }
    }

    @Test
    void onlySoManyRunAtOnceAndVisitorsNeedNoneOfTheirPlaces() throws Exception {
        try (ProxyFixture fixture =
                start(Container.JETTY, builder -> builder.concurrentFetches(1).backgroundFetches(2))) {
            for (String name : List.of("a", "b", "c")) {
                CompletableFuture<ReceivedResponse> unused = fixture.getAsync(url(name), BACKGROUND);
            }
            await().until(() ->
                    fixture.proxy.fetchesInProgress() == 3 && asked(fixture).size() == 2);
            gate("visitor").countDown();

            fixture.get(url("visitor")).hasStatus(200);

            assertThat(asked(fixture)).hasSize(3).contains("visitor");
        }
    }

    @Test
    void requestThatWaitsTooLongGetsRetryAfterAndTheErrorIsNotCached() throws Exception {
        try (ProxyFixture fixture =
                start(Container.JETTY, builder -> builder.backgroundFetches(1).longestWait(Duration.ofMillis(50)))) {
            CompletableFuture<ReceivedResponse> running = fixture.getAsync(url("running"), BACKGROUND);
            await().until(() -> asked(fixture).size() == 1);

            ReceivedResponse refused = fixture.get(url("background"), BACKGROUND);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(2L, 5L);
            gate("background").countDown();
            fixture.get(url("background")).hasStatus(200).hasBody(IMAGE);
            assertThat(running).isNotDone();
        }
    }

    @Test
    void warmingGoesOnAlthoughAnImageIsMadeForAVisitorAllTheTime() throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> builder.longestWait(Duration.ofSeconds(1)))) {
            CompletableFuture<ReceivedResponse> visitor = fixture.getAsync(url("visitor"));
            await().until(() -> asked(fixture).size() == 1);
            gate("background").countDown();

            fixture.get(url("background"), BACKGROUND).hasStatus(200).hasBody(IMAGE);

            assertThat(visitor).isNotDone();
        }
    }

    @Test
    void oneAtATimeWhileVisitorsAreThere() throws Exception {
        try (ProxyFixture fixture = start(Container.JETTY, builder -> builder.backgroundFetches(2))) {
            gate("visitor").countDown();
            fixture.get(url("visitor")).hasStatus(200);

            for (String name : List.of("a", "b")) {
                CompletableFuture<ReceivedResponse> unused = fixture.getAsync(url(name), BACKGROUND);
            }
            await().until(() ->
                    fixture.proxy.fetchesInProgress() == 2 && asked(fixture).size() == 2);

            assertThat(asked(fixture)).startsWith("visitor").hasSize(2);
        }
    }

    @Test
    void shutdownEndsThoseThatWait() throws Exception {
        CompletableFuture<ReceivedResponse> waiting;
        try (ProxyFixture fixture = start(Container.JETTY, builder -> builder.backgroundFetches(1))) {
            CompletableFuture<ReceivedResponse> running = fixture.getAsync(url("running"), BACKGROUND);
            await().until(() -> asked(fixture).size() == 1);
            waiting = fixture.getAsync(url("waiting"), BACKGROUND);
            await().until(() -> fixture.proxy.fetchesInProgress() == 2);

            fixture.proxy.close();

            assertThat(waiting.join().statusCode()).isEqualTo(503);
            assertThat(running.handle((response, cut) -> true).join()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u=7 | true",
                "i, u=7 | true",
                "u=7;a=1 | true",
                "u=3, u=7 | true",
                "u=7, u=3 | false",
                "u=5, i | false",
                "u=70 | false",
                "U=7 | false",
                "u | false",
                "'' | false",
            })
    void rfc9218Section4LastUrgencyCounts(String priority, boolean background) {
        assertThat(Urgency.isBackground(priority)).isEqualTo(background);
        assertThat(Urgency.isBackground(null)).isFalse();
    }

    private ProxyFixture start(Container container, Consumer<CachingProxyBuilder> settings) throws IOException {
        return given(container)
                .storingIn(folder)
                .with(SHORT_SHUTDOWN.andThen(settings))
                .upstreamReplies(gated);
    }

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, unused -> new CountDownLatch(1));
    }

    private static String url(String name) {
        return ProxyFixture.urls(name).proxy();
    }

    private static List<String> asked(ProxyFixture fixture) {
        return fixture.upstream.requests().stream()
                .map(BackgroundRequestsTest::name)
                .toList();
    }

    private static String name(StubImgproxy.Request request) {
        String path = request.target().substring(request.target().lastIndexOf('/') + 1);
        return new String(Base64.getUrlDecoder().decode(path), StandardCharsets.UTF_8).replace("local:///", "");
    }
}
