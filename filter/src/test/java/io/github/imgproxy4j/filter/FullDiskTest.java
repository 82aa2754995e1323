package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What clients see when there is no room any more, on the disk of the store or on that of the temporary files.
 *
 * <p>That temporary files go away is tested on a real disk, in {@link FetchCoordinatorTest}: this one does not know how.
 */
class FullDiskTest {
    private static final byte[] IMAGE = Images.png(300_000, 1);

    @TempDir
    Path folder;

    private final FileSystem small = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setMaxSize(200_000).build());

    @Test
    void fullStoreFailsNoAnswerAndIsCountedAndLeavesNothing() throws Exception {
        Path full = small.getPath("/store");
        try (ProxyFixture fixture = given(Container.JETTY)
                .storingIn(folder)
                .with(builder -> builder.store(fileStore(full)).memoryTierBytes(0))
                .upstreamReplies(Reply.image("image/png", IMAGE))) {
            ImageUrls urls = ProxyFixture.urls("large.png");

            fixture.get(urls.proxy()).hasBody(IMAGE);
            await().until(() -> fixture.proxy.statistics().storeFailures() == 1);
            fixture.get(urls.cached()).hasStatus(404);
            assertThat(fixture.get(urls.proxy()).body()).as("the next time").isEqualTo(IMAGE);

            fixture.upstream.reply(Reply.image("image/png", Images.png(1000, 2)));
            ImageUrls smaller = ProxyFixture.urls("small.png");
            fixture.get(smaller.proxy());
            await().untilAsserted(() -> assertThat(fixture.get(smaller.cached()).body())
                    .as("what fits")
                    .hasSize(1000));
            try (Stream<Path> unfinished = Files.list(full.resolve("unfinished"))) {
                assertThat(unfinished).isEmpty();
            }
        }
    }

    @Test
    void fullFolderOfTemporaryFilesNeverMakesAShortImageLookWhole() throws Exception {
        Path full = Files.createDirectory(small.getPath("/temporary"));
        try (ProxyFixture fixture = given(Container.JETTY)
                .storingIn(folder)
                .with(builder -> builder.relayBytesPerImage(0).spoolFolder(full))
                .upstreamReplies(Reply.image("image/png", IMAGE))) {
            ImageUrls urls = ProxyFixture.urls("large.png");
            assertNotWhole(fixture, urls);
            await().until(() -> fixture.proxy.fetchesInProgress() == 0);
            fixture.get(urls.cached()).hasStatus(404);
            assertThat(fixture.proxy.relayBytes()).isZero();
        }
    }

    @Test
    void fullFolderOfTemporaryFilesIsLoggedAsSuchAndNotAsAFailureOfUpstream() throws Exception {
        Path full = Files.createDirectory(small.getPath("/temporary"));
        try (CapturedLog log = new CapturedLog();
                ProxyFixture fixture = given(Container.JETTY)
                        .storingIn(folder)
                        .with(builder -> builder.relayBytesPerImage(0).spoolFolder(full))
                        .upstreamReplies(Reply.image("image/png", IMAGE))) {
            for (int i = 0; i < 3; i++) {
                assertNotWhole(fixture, ProxyFixture.urls(i + ".png"));
            }
            fixture.settle();

            assertThat(log.lines("java.io.tmpdir"))
                    .singleElement()
                    .asString()
                    .contains(
                            "WARN",
                            "/w:100/local:///0.png",
                            "no temporary file can be written in /temporary",
                            "out of disk space");
            assertThat(log.lines("upstream failed")).isEmpty();
        }
    }

    /** Its headers and its last byte come together, so it has no headers yet when the folder turns out to be full. */
    @ParameterizedTest
    @EnumSource
    void fullFolderOfTemporaryFilesDoesNotDelayASmallImage(Container container) throws Exception {
        Path full = Files.createDirectory(small.getPath("/temporary"));
        Files.write(full.resolve("filler"), new byte[190_000]);
        try (ProxyFixture fixture = given(container)
                .storingIn(folder)
                .with(builder -> builder.relayBytesPerImage(0).spoolFolder(full))
                .upstreamReplies(Reply.image("image/png", Images.png(15_000, 1)))) {
            ImageUrls urls = ProxyFixture.urls("small.png");
            fixture.get(urls.proxy()).hasStatus(502);
            fixture.settle();
            Files.delete(full.resolve("filler"));
            assertThat(fixture.get(urls.proxy()).statusCode())
                    .as("when there is room again")
                    .isEqualTo(200);
        }
    }

    private static void assertNotWhole(ProxyFixture fixture, ImageUrls urls) throws InterruptedException {
        try {
            fixture.get(urls.proxy()).hasStatus(502);
        } catch (IOException cutOff) {
            assertThat(cutOff).hasMessageNotContaining("timed out");
        }
    }

    private static FileStore fileStore(Path path) {
        try {
            return new FileStore(path);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
