package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ManualClock;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies on the local disk of what is in a bucket. */
class LocalCacheTest {
    private static final ImageUrls URLS = FilterInFront.urls("cat.png");
    private static final String FROM_BUCKET = "imgproxy4j; hit; detail=s3";
    private static final String FROM_COPY = "imgproxy4j; hit; detail=file";
    private static final byte[] IMAGE = FilterInFront.png(43_000);
    private static final byte[] OTHER = FilterInFront.png(44_000);

    @TempDir
    Path folder;

    private final S3Server server = S3Server.running();
    /** Of the proxies, for the lifetime of variants. */
    private final ManualClock clock = new ManualClock(Instant.now());

    private String bucket;
    private FaultProxy network;

    @BeforeEach
    void start() throws IOException {
        bucket = server.newBucket();
        network = new FaultProxy(server.endpoint());
    }

    @AfterEach
    void stop() throws IOException {
        network.close();
    }

    private FilterInFront page(Container container, byte[] image) throws IOException {
        return new FilterInFront(
                container,
                store(network.endpoint()),
                Reply.image("image/png", image),
                settings -> settings.memoryTierBytes(0).clock(clock));
    }

    private S3ImageStore store(URI endpoint) throws IOException {
        return S3ImageStore.builder(bucket)
                .endpoint(endpoint)
                .readTimeout(Duration.ofSeconds(1))
                .localCache(FileStore.builder(folder).maximumBytes(10_000_000).build())
                .build();
    }

    private static String status(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers().firstValue("Cache-Status").orElseThrow();
    }

    /** Asks until the variant is answered so. */
    private static void awaitStatus(FilterInFront page, String wanted) {
        await().untilAsserted(() -> assertThat(status(page.get(URLS.proxy()))).isEqualTo(wanted));
    }

    private long copies() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(URLS.key())).count();
        }
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void whatIsReadTwiceIsServedFromTheDiskEvenWhileTheBucketIsAway(Container container) throws Exception {
        try (FilterInFront page = page(container, IMAGE)) {
            page.get(URLS.proxy());
            awaitStatus(page, FROM_BUCKET);
            awaitStatus(page, FROM_COPY);

            network.fault(FaultProxy.Fault.REFUSED);
            assertThat(status(page.get(URLS.cached()))).isEqualTo(FROM_COPY);
            assertThat(page.get(URLS.proxy()).body()).isEqualTo(IMAGE);
            assertThat(page.upstream.requests()).hasSize(1);
            assertThat(page.proxy.statistics().hitsByTier()).containsKeys("file", "s3");
        }
        assertThat(copies()).isOne();
        try (FilterInFront restarted = page(container, OTHER)) {
            assertThat(status(restarted.get(URLS.proxy())))
                    .as("after a restart")
                    .isEqualTo(FROM_COPY);
        }
    }

    @Test
    void whatIsReadOnceLeavesNoCopy() throws Exception {
        try (FilterInFront page = page(Container.JETTY, IMAGE)) {
            page.get(URLS.proxy());
            await().untilAsserted(
                            () -> assertThat(page.proxy.statistics().stored()).isOne());
        }
        try (FilterInFront other = page(Container.JETTY, OTHER)) {
            assertThat(status(other.get(URLS.proxy()))).isEqualTo(FROM_BUCKET);
        }

        assertThat(copies()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void purgeReachesTheCopy(boolean all) throws Exception {
        try (FilterInFront page = page(Container.JETTY, IMAGE)) {
            page.get(URLS.proxy());
            awaitStatus(page, FROM_COPY);

            page.upstream.reply(Reply.image("image/png", OTHER));
            if (all) {
                page.proxy.purgeAll();
            } else {
                assertThat(page.proxy.purge(URLS.key())).isTrue();
            }

            assertThat(copies()).isZero();
            assertThat(page.get(URLS.proxy()).body()).isEqualTo(OTHER);
        }
    }

    @Test
    void staleCopyGivesWayToWhatAnotherReplicaHasStored() throws Exception {
        try (FilterInFront page = page(Container.JETTY, IMAGE);
                FilterInFront replica = new FilterInFront(
                        S3ImageStore.builder(bucket).endpoint(server.endpoint()).build(),
                        Reply.image("image/png", OTHER),
                        settings -> settings.memoryTierBytes(0).clock(clock))) {
            page.upstream.reply(Reply.image("image/png", IMAGE, "Cache-Control: max-age=100"));
            page.get(URLS.proxy());
            awaitStatus(page, FROM_COPY);
            clock.forward(Duration.ofSeconds(200));
            awaitStatus(replica, FROM_BUCKET);

            HttpResponse<byte[]> replaced = page.get(URLS.proxy());

            assertThat(status(replaced)).isEqualTo(FROM_BUCKET);
            assertThat(replaced.body()).isEqualTo(OTHER);
            awaitStatus(page, FROM_COPY);
            assertThat(page.get(URLS.proxy()).body()).isEqualTo(OTHER);
            assertThat(page.upstream.requests()).hasSize(1);
        }
    }

    @Test
    void folderThatCannotBeWrittenIsANoteAndNoFailure() throws Exception {
        try (FilterInFront page = page(Container.JETTY, IMAGE)) {
            page.get(URLS.proxy());
            awaitStatus(page, FROM_COPY);
            deleteAll();
            Files.writeString(folder, "no folder");

            assertThat(status(page.get(URLS.proxy()))).isEqualTo(FROM_BUCKET);
            HttpResponse<byte[]> health = page.get("/img/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(new String(health.body(), StandardCharsets.UTF_8)).contains("\"notes\":[\"local cache: ");
        } finally {
            Files.delete(folder);
            Files.createDirectory(folder);
        }
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
