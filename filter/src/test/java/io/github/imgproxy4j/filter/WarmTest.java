package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.KeyLayout;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import io.github.imgproxy4j.testing.TestClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Variants are made before visitors ask for them, by a call in the app or by the route. */
class WarmTest {
    private static final String TOKEN = "correct-horse-battery";
    private static final String[] AUTHORIZED = {"Authorization", "Bearer " + TOKEN};
    private static final String SOURCE = "local:///cat.jpg";
    private static final byte[] OLD = Images.png(3_000, 1);
    private static final byte[] NEW = Images.png(3_000, 2);

    private static final KeyLayout GROUPED = KeyLayout.of("grouped");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void routeFetchesAllCandidatesAndReportsProgress(Container container) throws Exception {
        try (Site site = new Site(container, imgproxy(KeyLayout.SIGNED_PATH), builder -> {})) {
            List<ImageUrls> urls = site.imgproxy
                    .image(SOURCE)
                    .preset("card")
                    .densities(1, 2)
                    .formats("webp", "avif")
                    .allUrls();

            HttpResponse<byte[]> started = site.client.send(
                    "POST", "/img/warm?source=" + SOURCE + "&preset=card&densities=1,2&formats=webp,avif", AUTHORIZED);

            assertThat(started.statusCode()).isEqualTo(202);
            assertThat(text(started)).contains("\"total\":6");
            String status = started.headers().firstValue("Location").orElseThrow();
            assertThat(status).matches("/img/warm/[0-9a-f]{16}");
            await().until(() -> text(site.client.get(status, AUTHORIZED)).contains("\"status\":\"done\""));
            assertThat(text(site.client.get(status, AUTHORIZED)))
                    .contains("\"total\":6,\"made\":6,\"stored\":0,\"failures\":[]");
            for (ImageUrls each : urls) {
                assertThat(site.client.get(each.cached()).statusCode()).isEqualTo(200);
            }
            assertThat(site.upstream.requests()).hasSize(6);
        }
    }

    @ParameterizedTest
    @CsvSource({"JETTY, false", "TOMCAT, false", "JETTY, true", "TOMCAT, true"})
    void changedSourceHasNoOldVariantsAndNewOnesAreMade(Container container, boolean grouped) throws Exception {
        try (Site site = new Site(container, imgproxy(grouped ? GROUPED : KeyLayout.SIGNED_PATH), builder -> {})) {
            site.proxy.warm(SOURCE, "card", "hero").completion().join();
            String cached = site.imgproxy.image(SOURCE).preset("card").urls().cached();
            site.client.get(cached).hasStatus(200).hasBody(OLD);
            String other = site.imgproxy.image(SOURCE).width(77).urls().proxy();
            site.client.get(other).hasBody(OLD);
            ProxyFixture.settle(site.proxy);

            site.upstream.reply(Reply.image("image/png", NEW));
            Warmup warmup = site.proxy.sourceChanged(SOURCE, "card", "hero");

            site.client
                    .get(site.imgproxy.image(SOURCE).preset("card").urls().proxy())
                    .hasBody(NEW);
            warmup.completion().join();
            assertThat(warmup.failures()).isEmpty();
            for (ImageUrls each :
                    site.imgproxy.image(SOURCE).presetAsOffered("hero").allUrls()) {
                site.client.get(each.cached()).hasStatus(200).hasBody(NEW);
            }
            site.client.get(other).hasBody(grouped ? NEW : OLD);
        }
    }

    @Test
    void withoutNamesAllPresetsAreMadeAndWhatIsStoredIsNot() throws Exception {
        try (Site site = new Site(Container.JETTY, imgproxy(KeyLayout.SIGNED_PATH), builder -> {})) {
            Warmup first = site.proxy.warm(SOURCE).completion().join();
            Warmup second = site.proxy.warm(SOURCE).completion().join();

            assertThat(first.isDone()).isTrue();
            assertThat(first).hasToString(first.toString()).satisfies(done -> {
                assertThat(done.total())
                        .as("card, and hero in two widths and its own")
                        .isEqualTo(4);
                assertThat(done.made()).isEqualTo(4);
            });
            assertThat(second.made()).isZero();
            assertThat(second.stored()).isEqualTo(4);
        }
    }

    @Test
    void manyThatAreStoredNestNoCalls() throws Exception {
        try (Site site = new Site(Container.JETTY, imgproxy(KeyLayout.SIGNED_PATH), builder -> {})) {
            List<ImageBuilder> images = IntStream.range(0, 3_000)
                    .mapToObj(i -> site.imgproxy
                            .image(SOURCE)
                            .width(1)
                            .quality(i % 100 + 1)
                            .padding(i / 100))
                    .toList();
            Warmup made = site.proxy.warm(images).completion().join();
            Warmup stored = site.proxy.warm(images).completion().join();

            assertThat(made.made()).isEqualTo(3_000);
            assertThat(stored.stored()).isEqualTo(3_000);
        }
    }

    @Test
    void failuresAreReportedWithTheirStatus() throws Exception {
        try (Site site = new Site(Container.JETTY, imgproxy(KeyLayout.SIGNED_PATH), builder -> {})) {
            site.upstream.reply(Reply.status(404, "no cat"));
            Warmup warmup = site.proxy.warm(SOURCE, "card").completion().join();
            String path = site.imgproxy.image(SOURCE).preset("card").urls().path();

            assertThat(warmup.failures()).containsExactlyEntriesOf(Map.of(path, 404));
            assertThat(text(site.client.get("/img/warm/" + warmup.id(), AUTHORIZED)))
                    .contains("\"failures\":[{\"path\":\"" + path + "\",\"status\":404}]");
            site.upstream.reply(Reply.cut("image/png", OLD, 100));
            assertThat(site.proxy
                            .warm("local:///dog.jpg", "card")
                            .completion()
                            .join()
                            .failures())
                    .containsValue(502);
        }
    }

    @Test
    void cancelledRunFinishesWhatIsUnderWayAndBeginsNoMore() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        Reply blocked = (request, out) -> {
            free.await();
            return Reply.image("image/png", OLD).write(request, out);
        };
        try (Site site = new Site(Container.JETTY, imgproxy(KeyLayout.SIGNED_PATH), b -> b.backgroundFetches(1))) {
            site.upstream.reply(blocked);
            Warmup warmup = site.proxy.warm(SOURCE);
            await().until(() -> site.upstream.requests().size() == 1);

            warmup.cancel();
            assertThat(warmup.completion().cancel(false)).isTrue();
            assertThat(warmup.isDone()).isFalse();
            free.countDown();

            warmup.completion().join();
            assertThat(warmup.made()).as("one under way and one that waited").isEqualTo(2);
        } finally {
            free.countDown();
        }
    }

    @Test
    void closingTheProxyEndsTheRun() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        Warmup warmup;
        try (Site site = new Site(
                Container.JETTY,
                imgproxy(KeyLayout.SIGNED_PATH),
                builder -> builder.backgroundFetches(1).shutdownTimeout(Duration.ofMillis(100)))) {
            site.upstream.reply((request, out) -> {
                free.await();
                return false;
            });
            warmup = site.proxy.warm(SOURCE);
            await().until(() -> site.upstream.requests().size() == 1);
        } finally {
            free.countDown();
        }

        assertThat(warmup.completion().join().failures()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /img/warm, 400, source must name",
        "POST, /img/warm?source=local:///a&preset=crad, 400, preset [crad] must be one of",
        "POST, /img/warm?source=ftp://a, 400, ftp://a",
        "POST, /img/warm?source=local:///a&widths=x, 400, x",
        "POST, /img/warm?source=local:///a&densities=, 202, total",
        "POST, /img/warm?source=local:///a&formats=webq, 400, webq",
        "GET, /img/warm, 405, POST",
        "POST, /img/warm/0123456789abcdef, 405, GET",
        "GET, /img/warm/0123456789abcdef, 404, no such run",
        "GET, /img/warm/0123456789abcdeg, 403, Forbidden",
        "HEAD, /img/warm/0123456789abcdef, 404, ''",
    })
    void wrongRequestsSayWhatIsWrong(String method, String path, int status, String text) throws Exception {
        try (Site site = new Site(Container.JETTY, imgproxy(KeyLayout.SIGNED_PATH), builder -> {})) {
            HttpResponse<byte[]> response = site.client.send(method, path, AUTHORIZED);

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(text(response)).contains(text);
        }
    }

    @Test
    void wrongPresetIsRefusedBeforeAnythingIsPurged() throws Exception {
        try (Site site = new Site(Container.JETTY, imgproxy(GROUPED), builder -> {})) {
            site.proxy.warm(SOURCE, "card").completion().join();

            assertThatThrownBy(() -> site.proxy.sourceChanged(SOURCE, "crad")).isInstanceOf(ImgproxyException.class);

            site.client
                    .get(site.imgproxy.image(SOURCE).preset("card").urls().cached())
                    .hasStatus(200);
        }
    }

    private static Imgproxy imgproxy(KeyLayout layout) {
        return Imgproxy.builder()
                .key("736563726574")
                .salt("68656C6C6F")
                .keyLayout(layout)
                .allowSource("local:///")
                .preset("card", "rs:fill:300:200")
                .preset("hero", "rs:fill:1200:600")
                .publicPreset("hero", "640w 1280w webp")
                .build();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private final class Site implements AutoCloseable {
        private final Imgproxy imgproxy;
        private final StubImgproxy upstream;
        private final CachingProxy proxy;
        private final Container.Running running;
        private final TestClient client;

        Site(Container container, Imgproxy imgproxy, Consumer<CachingProxyBuilder> settings) throws IOException {
            this.imgproxy = imgproxy;
            upstream = StubImgproxy.replying(Reply.image("image/png", OLD));
            CachingProxyBuilder builder = CachingProxy.builder(
                            imgproxy, HttpUpstream.builder(upstream.url()).build())
                    .store(new FileStore(folder))
                    .purgeToken(TOKEN);
            settings.accept(builder);
            proxy = builder.build();
            running = container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT);
            client = running.client();
        }

        @Override
        public void close() throws IOException {
            running.close();
            upstream.close();
        }
    }
}
