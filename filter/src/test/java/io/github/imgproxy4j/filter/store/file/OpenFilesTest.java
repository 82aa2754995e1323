package io.github.imgproxy4j.filter.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store keeps open, seen by its readers and by the system's list of open files. */
@EnabledIf(value = "filesAreListed", disabledReason = "only Linux lists the open files of a process in /proc/self/fd")
class OpenFilesTest {
    private static final int MORE_THAN_ARE_KEPT = 300;
    private static final int MOST = 256;

    @TempDir
    Path folder;

    private FileStore store;

    @BeforeEach
    void open() throws IOException {
        store = FileStore.builder(folder).tick(Duration.ofMillis(50)).build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    static boolean filesAreListed() {
        return Files.isDirectory(Path.of("/proc/self/fd"));
    }

    @Test
    void fileThatIsAskedForAgainStaysOpenUntilTheStoreIsClosed() throws IOException {
        put(store, 1, 20_000, 1);
        assertThat(read(1)).isEqualTo(body(20_000, 1));
        assertThat(openFiles()).isZero();
        for (int i = 0; i < 5; i++) {
            assertThat(read(1)).isEqualTo(body(20_000, 1));
            assertThat(openFiles()).isEqualTo(1);
        }
        store.close();
        assertThat(openFiles()).isZero();
    }

    @Test
    void readerOfAClosedStoreReadsOnAndTheFileIsClosedAfterwards() throws IOException {
        put(store, 1, 20_000, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(read(1)).isNotNull();
        }
        try (StoredImage image = Objects.requireNonNull(store.get(key(1)))) {
            store.close();
            assertThat(image.body().readAllBytes()).isEqualTo(body(20_000, 1));
        }
        assertThat(openFiles()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 20_000})
    void whatIsDeletedIsNeitherFoundNorOpenAnyMoreAndItsReadersReadOn(int length) throws IOException {
        put(store, 1, length, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(read(1)).isNotNull();
        }
        try (StoredImage image = Objects.requireNonNull(store.get(key(1)))) {
            assertThat(store.delete(key(1))).isTrue();
            assertThat(read(1)).isNull();
            put(store, 1, length, 2);
            assertThat(read(1)).isEqualTo(body(length, 2));
            assertThat(image.body().readAllBytes()).isEqualTo(body(length, 1));
        }
        store.clear();
        assertThat(read(1)).isNull();
        assertThat(openFiles()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 20_000})
    void whatAnotherProcessReplacesOrRemovesIsNoticedWithinSeconds(int length) throws IOException {
        put(store, 1, length, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(read(1)).isEqualTo(body(length, 1));
        }
        Path other = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-other"));
        try (FileStore replacing = new FileStore(other)) {
            put(replacing, 1, length, 2);
            Path file = new VariantFiles(other).of(key(1));
            Files.move(file, new VariantFiles(folder).of(key(1)), StandardCopyOption.REPLACE_EXISTING);
        }
        await().untilAsserted(() -> assertThat(read(1)).isEqualTo(body(length, 2)));
        assertThat(openFiles()).isEqualTo(1);

        Files.delete(new VariantFiles(folder).of(key(1)));
        await().untilAsserted(() -> assertThat(read(1)).isNull());
        assertThat(openFiles()).isZero();
    }

    @Test
    void fileThatWasCutIsNoLongerServedFromItsOpenFile() throws IOException {
        put(store, 1, 20_000, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(read(1)).isNotNull();
        }
        Files.write(new VariantFiles(folder).of(key(1)), new byte[100]);

        assertThat(read(1)).isNull();
        assertThat(openFiles()).isZero();
    }

    @Test
    void noMoreThanSomeHundredAreOpen() throws IOException {
        for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) {
            put(store, i, 1000, i);
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) {
                assertThat(read(i)).isEqualTo(body(1000, i));
            }
        }
        assertThat(openFiles()).isEqualTo(MOST);
    }

    private byte @Nullable [] read(int number) throws IOException {
        StoredImage found = store.get(key(number));
        if (found == null) {
            return null;
        }
        try (StoredImage image = found) {
            return image.body().readAllBytes();
        }
    }

    private static void put(FileStore into, int number, int length, int seed) throws IOException {
        boolean stored = into.put(
                key(number),
                ImageMetadata.builder("image/png", length)
                        .etag("\"" + seed + "\"")
                        .storedAt(Instant.now())
                        .cacheControl("max-age=9")
                        .build(),
                ImageBody.of(body(length, seed)));
        assertThat(stored).isTrue();
    }

    private static byte[] body(int length, int seed) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }

    /** Each in a folder of its own. */
    private static String key(int number) {
        return String.format("%032x", number * 0x9E3779B97F4A7C15L).replaceAll("[^0-9a-f]", "0");
    }

    /** Of this process, below the folder of the store; removed ones included. */
    private long openFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(descriptor -> target(descriptor).startsWith(folder.toString()))
                    .count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
