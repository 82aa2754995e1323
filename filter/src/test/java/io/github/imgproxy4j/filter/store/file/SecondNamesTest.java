package io.github.imgproxy4j.filter.store.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names for containers that open a file later: each is that of one version of a variant, and of no other bytes ever. */
class SecondNamesTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";

    @TempDir
    Path folder;

    private FileStore store;

    @BeforeEach
    void open() throws IOException {
        store = FileStore.builder(folder).tick(Duration.ofMillis(10)).build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nameIsThatOfTheFileThatWasOpenedAndStaysTheSame() throws IOException {
        store.put(KEY, metadata(1000), ImageBody.of(body(1)));

        Path name = requireNonNull(nameOf(KEY));

        assertThat(Arrays.copyOf(Files.readAllBytes(name), 1000)).isEqualTo(body(1));
        assertThat(nameOf(KEY)).isEqualTo(name);
        assertThat(Files.isSameFile(name, fileOf(KEY))).isTrue();
    }

    @Test
    void versionThatWasReplacedSinceItWasOpenedGetsNoName() throws IOException {
        store.put(KEY, metadata(1000), ImageBody.of(body(1)));

        try (StoredImage opened = requireNonNull(store.get(KEY))) {
            store.delete(KEY);
            assertThat(opened.file()).isNull();
            store.put(KEY, metadata(1000), ImageBody.of(body(2)));
            assertThat(opened.file()).isNull();
        }
        assertThat(folder.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void allWhoAskAtOnceGetTheSameName() throws Exception {
        store.put(KEY, metadata(1000), ImageBody.of(body(1)));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Path>> names =
                    threads.invokeAll(Collections.nCopies(8, (Callable<Path>) () -> requireNonNull(nameOf(KEY))));
            for (Future<Path> name : names) {
                assertThat(name.get()).isEqualTo(nameOf(KEY));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(namesBeside(KEY)).hasSize(2);
        assertThat(folder.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void bothNamesCountAsOneVariantAndGoTogether() throws IOException {
        store.put(KEY, metadata(1000), ImageBody.of(body(1)));
        Path name = requireNonNull(nameOf(KEY));

        assertThat(store.inventory(9).count()).isEqualTo(1);
        assertThat(store.inventory(9).bytes()).isEqualTo(Files.size(name));
        assertThat(store.lastAccessed(9)).hasSize(1);
        store.list("", key -> assertThat(key).isEqualTo(KEY));

        store.clear();

        assertThat(name).doesNotExist();
        assertThat(fileOf(KEY).getParent()).doesNotExist();
    }

    @Test
    void nameWhoseFileSomebodyElseRemovedIsRemovedInTheBackground() throws IOException {
        store.put(KEY, metadata(1000), ImageBody.of(body(1)));
        Path name = requireNonNull(nameOf(KEY));

        Files.delete(fileOf(KEY));

        await().until(() -> Files.notExists(name));
    }

    @Test
    void fileThatCannotHaveASecondNameIsReadFromTheStoreAsEver() throws IOException {
        String longest = KEY + "-" + "n".repeat(200);
        store.put(longest, metadata(1000), ImageBody.of(body(1)));

        try (StoredImage opened = requireNonNull(store.get(longest))) {
            assertThat(opened.file()).as("a name of more than 255 characters").isNull();
            assertThat(opened.body().readAllBytes()).isEqualTo(body(1));
        }
        assertThat(namesBeside(longest)).containsExactly(fileOf(longest));
        assertThat(folder.resolve("unfinished")).isEmptyDirectory();
    }

    @Test
    void fileOfSomebodyElseLeadsNowhere() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "mine");
        Path crafted = fileOf(KEY);
        Files.createDirectories(crafted.resolveSibling("." + KEY + ".x"));
        CRC32C checksum = new CRC32C();
        checksum.update(body(1));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(body(1));
        file.writeBytes(new Trailer(KEY, "x/../../../target", metadata(1000), checksum.getValue()).write());
        Files.write(crafted, file.toByteArray());

        assertThat(nameOf(KEY)).isNull();
        assertThat(target).hasContent("mine");
    }

    private static ImageMetadata metadata(int length) {
        return ImageMetadata.builder("image/webp", length)
                .etag("\"e\"")
                .storedAt(Instant.now())
                .cacheControl("public")
                .build();
    }

    private static byte[] body(int value) {
        byte[] body = new byte[1000];
        Arrays.fill(body, (byte) value);
        return body;
    }

    private Path nameOf(String key) throws IOException {
        try (StoredImage image = requireNonNull(store.get(key))) {
            return image.file();
        }
    }

    private Path fileOf(String key) {
        return new VariantFiles(folder).of(key);
    }

    private List<Path> namesBeside(String key) throws IOException {
        try (Stream<Path> names = Files.list(fileOf(key).getParent())) {
            return names.toList();
        }
    }
}
