package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ProbedStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void abilitiesOfTheStoreAreShown(Container container) throws Exception {
        try (ProxyFixture fixture = ProxyFixture.start(
                container,
                Container.Mapping.DEFAULT,
                folder,
                Reply.status(200, "imgproxy is running"),
                builder -> builder.store(new Probed()))) {
            assertThat(new String(fixture.get("/img/health").body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"status\":\"ready\",\"store\":[\"tags: no (501 \\\"x\\\")\",\"ranges: yes\"]}");
            assertThat(fixture.proxy.storeAbilities()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void healthAndOptionsAreReportedToListenersAndLog(Container container) throws Exception {
        Queue<ProxyListener.Answered> answered = new ConcurrentLinkedQueue<>();
        try (ProxyFixture fixture = ProxyFixture.start(container, folder, Reply.status(200, "imgproxy is running"))) {
            fixture.proxy.addListener(new ProxyListener() {
                @Override
                public void answered(Answered event) {
                    answered.add(event);
                }
            });
            int bytes = fixture.get("/img/health").body().length;
            await().until(() -> answered.size() == 1);
            fixture.send("OPTIONS", ProxyFixture.urls("cat.jpg").proxy());
            await().until(() -> answered.size() == 2);

            assertThat(answered)
                    .extracting(
                            ProxyListener.Answered::route,
                            ProxyListener.Answered::method,
                            ProxyListener.Answered::status,
                            ProxyListener.Answered::outcome,
                            ProxyListener.Answered::bytes)
                    .containsExactly(
                            tuple(Route.HEALTH, "GET", 200, Outcome.OWN, (long) bytes),
                            tuple(Route.PROXY, "OPTIONS", 204, Outcome.OWN, 0L));
        }
    }

    /** Empty and always ready. */
    private static final class Probed implements ProbedStore {
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
