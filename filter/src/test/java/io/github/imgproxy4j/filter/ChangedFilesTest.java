package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored files that change on the disk: by a bad sector, a power loss, or somebody's hand. */
class ChangedFilesTest {
    private static final ImageUrls URLS = ProxyFixture.urls("wanted.png");
    private static final ImageUrls OTHER = ProxyFixture.urls("other.png");

    @TempDir
    Path folder;

    static Stream<Arguments> cases() {
        return Arrays.stream(Container.values())
                .flatMap(container -> Arrays.stream(Change.values())
                        .flatMap(change -> Stream.of(
                                Arguments.of(container, change, 1000, 32L << 20),
                                Arguments.of(container, change, 1000, 0L),
                                Arguments.of(container, change, 300_000, 0L))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void changedImageIsNotServedAsCompleteAndIsFetchedAgain(Container container, Change change, int length, long memory)
            throws Exception {
        byte[] image = Images.png(length, 1);
        store(container, image);
        change.apply(file(URLS), file(OTHER));

        try (ProxyFixture fixture = given(container)
                .storingIn(folder)
                .with(builder -> builder.memoryTierBytes(memory))
                .upstreamReplies(Reply.image("image/png", image))) {
            boolean leftToTheKernel = container == Container.TOMCAT && length > 16 * 1024 && change.isOfTheBody();
            byte[] first = body(fixture, URLS.cached());
            if (!leftToTheKernel) {
                assertThat(first).as("the first answer").isEmpty();
            }
            await().untilAsserted(() -> assertThat(body(fixture, URLS.cached())).isEmpty());
            assertThat(Files.exists(file(URLS))).isFalse();
            await().until(() -> fixture.proxy.statistics().evictedByTier().getOrDefault("file", 0L) == 1);

            fixture.get(URLS.proxy()).hasBody(image);
            fixture.settle();
            assertThat(body(fixture, URLS.cached())).isEqualTo(image);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void changedImageIsNeverKeptInMemory(Container container, Change change, int length, long memory) throws Exception {
        byte[] image = Images.png(length, 1);
        store(container, image);
        change.apply(file(URLS), file(OTHER));
        try (ProxyFixture fixture = given(container)
                .storingIn(folder)
                .with(builder -> builder.memoryTierBytes(memory))
                .upstreamReplies(Reply.status(500, "off"))) {
            for (int i = 0; i < 3; i++) {
                body(fixture, URLS.cached());
            }
            assertThat(fixture.proxy.memoryCount()).isZero();
        }
    }

    private void store(Container container, byte[] image) throws Exception {
        try (ProxyFixture fixture =
                given(container).storingIn(folder).upstreamReplies(Reply.image("image/png", image))) {
            fixture.get(URLS.proxy());
            fixture.upstream.reply(Reply.image("image/png", Images.png(image.length, 2)));
            fixture.get(OTHER.proxy());
            fixture.settle();
        }
    }

    private Path file(ImageUrls urls) {
        String key = urls.key();
        return folder.resolve(key.substring(0, 3)).resolve(key);
    }

    /** Of a whole 200 answer; nothing where the client can tell that it has no image. */
    private static byte[] body(ProxyFixture fixture, String url) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = fixture.get(url);
            return answer.statusCode() == 200 ? answer.body() : new byte[0];
        } catch (IOException cutOff) {
            return new byte[0];
        }
    }

    private enum Change {
        FLIPPED_BIT {
            @Override
            void apply(Path file, Path other) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[500] ^= 0x10;
                Files.write(file, bytes);
            }
        },
        LAST_BIT_OF_THE_BODY {
            @Override
            void apply(Path file, Path other) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[(bytes.length > 300_000 ? 300_000 : 1000) - 1] ^= 1;
                Files.write(file, bytes);
            }
        },
        ZEROED_PAGE {
            @Override
            void apply(Path file, Path other) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Arrays.fill(bytes, 0, bytes.length > 300_000 ? 4096 : 512, (byte) 0);
                Files.write(file, bytes);
            }
        },
        FILE_OF_ANOTHER_VARIANT {
            @Override
            void apply(Path file, Path other) throws IOException {
                Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
            }

            @Override
            boolean isOfTheBody() {
                return false;
            }
        },
        BODY_OF_ANOTHER_VARIANT {
            @Override
            void apply(Path file, Path other) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                byte[] others = Files.readAllBytes(other);
                System.arraycopy(others, 0, bytes, 0, bytes.length > 300_000 ? 300_000 : 1000);
                Files.write(file, bytes);
            }
        };

        abstract void apply(Path file, Path other) throws IOException;

        boolean isOfTheBody() {
            return true;
        }
    }
}
