package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.event.Outcome;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.tier.StoreCircuitBreaker;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ProbedStore;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void abilitiesOfTheStoreAreShown(Container container) throws Exception {
        try (ProxyFixture fixture = given(container)
                .storingIn(folder)
                .with(builder -> builder.store(new Probed()))
                .upstreamReplies(Reply.status(200, "imgproxy is running"))) {
            assertThat(new String(fixture.get("/img/health").body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"status\":\"ready\",\"store\":[\"tags: no (501 \\\"x\\\")\",\"ranges: yes\"]}");
            assertThat(fixture.proxy.storeAbilities()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void healthAndOptionsAreReportedToListenersAndLog(Container container) throws Exception {
        Queue<ResponseEvent> answered = new ConcurrentLinkedQueue<>();
        try (ProxyFixture fixture =
                given(container).storingIn(folder).upstreamReplies(Reply.status(200, "imgproxy is running"))) {
            fixture.proxy.addListener(new ProxyListener() {
                @Override
                public void responded(ResponseEvent event) {
                    answered.add(event);
                }
            });
            int bytes = fixture.get("/img/health").body().length;
            await().until(() -> answered.size() == 1);
            fixture.send("OPTIONS", ProxyFixture.urls("cat.jpg").proxy());
            await().until(() -> answered.size() == 2);

            assertThat(answered)
                    .extracting(
                            ResponseEvent::route,
                            ResponseEvent::method,
                            ResponseEvent::status,
                            ResponseEvent::outcome,
                            ResponseEvent::bytes)
                    .containsExactly(
                            tuple(Route.HEALTH, "GET", 200, Outcome.OWN, (long) bytes),
                            tuple(Route.PROXY, "OPTIONS", 204, Outcome.OWN, 0L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsReadyWhileEveryWriteFails(Container container) throws Exception {
        SwitchableStore store = new SwitchableStore();
        try (ProxyFixture fixture = start(container, store)) {
            store.writesFail = true;
            assertThat(health(fixture)).isEqualTo("{\"status\":\"ready\"}");
            for (String name : List.of("1.png", "2.png")) {
                fixture.get(ProxyFixture.urls(name).proxy()).hasStatus(200);
            }
            await().until(() -> fixture.proxy.statistics().storeFailures() == 2);

            fixture.get("/img/health").hasStatus(503);
            assertThat(health(fixture))
                    .isEqualTo("{\"status\":\"unavailable\","
                            + "\"reasons\":[\"store: the last 8 writes failed: no room left\"]}");

            store.writesFail = false;
            fixture.get(ProxyFixture.urls("3.png").proxy());
            await().until(() -> fixture.get("/img/health").statusCode() == 200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void suspendedStoreIsReportedAndTriedAgainByTheHealthCheck(Container container) throws Exception {
        SwitchableStore store = new SwitchableStore();
        try (ProxyFixture fixture = start(container, store)) {
            store.readsFail = true;
            for (int i = 0; i < StoreCircuitBreaker.FAILURES; i++) {
                fixture.get("/img/cache/" + String.format("%032x", i));
            }
            fixture.get("/img/health").hasStatus(503);
            assertThat(health(fixture))
                    .isEqualTo("{\"status\":\"unavailable\",\"reasons\":[\"store: it could not be read 5 times in a row"
                            + " and is not read any more; it is tried again every 5 to 10 seconds\"]}");

            store.readsFail = false;
            await().until(() -> health(fixture).equals("{\"status\":\"ready\"}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void folderOfTheStoreIsRecreatedOrReportedAsBlocked(Container container) throws Exception {
        Path store = folder.resolve("store");
        try (ProxyFixture fixture =
                given(container).storingIn(store).upstreamReplies(Reply.image("image/png", Images.png(1000, 1)))) {
            fixture.get(ProxyFixture.urls("1.png").proxy());
            fixture.settle();
            remove(store);

            fixture.get(ProxyFixture.urls("2.png").proxy());
            fixture.settle();
            fixture.get(ProxyFixture.urls("2.png").cached()).hasStatus(200);
            assertThat(fixture.proxy.statistics().stored()).isEqualTo(2);
            assertThat(health(fixture)).isEqualTo("{\"status\":\"ready\"}");

            remove(store);
            Files.writeString(store, "mine");
            fixture.get(ProxyFixture.urls("3.png").proxy()).hasStatus(200);
            fixture.get("/img/health").hasStatus(503);
            assertThat(health(fixture)).startsWith("{\"status\":\"unavailable\",\"reasons\":[\"store: " + store);

            Files.delete(store);
            fixture.get(ProxyFixture.urls("4.png").proxy());
            await().until(() -> fixture.get(ProxyFixture.urls("4.png").cached()).statusCode() == 200);
            await().until(() -> health(fixture).equals("{\"status\":\"ready\"}"));
        }
    }

    private ProxyFixture start(Container container, SwitchableStore store) throws IOException {
        return given(container)
                .storingIn(folder)
                .with(builder -> builder.store(store).memoryTierBytes(0))
                .upstreamReplies(Reply.image("image/png", Images.png(1000, 1)));
    }

    private static String health(ProxyFixture fixture) throws IOException, InterruptedException {
        return new String(fixture.get("/img/health").body(), StandardCharsets.UTF_8);
    }

    private static void remove(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Empty and always ready. */
    private static final class Probed implements PurgeableStore, ProbedStore {
        @Override
        public List<String> abilities() {
            return List.of("tags: no (501 \"x\")", "ranges: yes");
        }

        @Override
        public StoredImage get(String key) {
            return null;
        }

        @Override
        public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
            throw new IOException("stores nothing");
        }

        @Override
        public boolean delete(String key) {
            return false;
        }

        @Override
        public long deletePrefix(String prefix) {
            return 0;
        }

        @Override
        public void clear() {}

        @Override
        public boolean isLocal() {
            return false;
        }

        @Override
        public String tier() {
            return "probed";
        }

        @Override
        public String description() {
            return "a probed store";
        }

        @Override
        public void checkReady() {}

        @Override
        public void close() {}
    }
}
