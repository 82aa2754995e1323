package io.github.imgproxy4j.filter.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file store does of its own accord: count, make room, remove what is old or damaged. */
class FileLimitsTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final Queue<String> evicted = new ConcurrentLinkedQueue<>();
    private final List<FileStore> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(FileStore::close);
    }

    @Test
    void whatWasNotAskedForTheLongestMakesRoom() throws IOException {
        List<String> keys = keys(10);
        FileStore filling = open(FileStore.builder(folder));
        for (int i = 0; i < 9; i++) {
            put(filling, keys.get(i), 1000);
            accessed(folder, keys.get(i), LONG_AGO.plusSeconds(i));
        }
        read(filling, keys.get(0));
        read(filling, keys.get(3));
        long each = filling.inventory(0).bytes() / 9;

        FileStore limited = open(FileStore.builder(folder).maximumBytes(9 * each + each / 2));
        limited.inventory(0);
        put(limited, keys.get(9), 1000);

        await().untilAsserted(() -> assertThat(evicted).containsExactly(keys.get(1) + " SIZE"));
        assertThat(read(limited, keys.get(0))).isTrue();
        assertThat(read(limited, keys.get(1))).isFalse();
        assertThat(limited.inventory(0).count()).isEqualTo(9);
    }

    @Test
    void folderThatIsAlreadyTooBigIsBroughtWithinTheLimitAndKeepsWhatWasUsedLast() throws IOException {
        List<String> keys = keys(2000);
        FileStore filling = open(FileStore.builder(folder));
        for (int i = 0; i < keys.size(); i++) {
            put(filling, keys.get(i), 100);
            accessed(folder, keys.get(i), LONG_AGO.plusSeconds(i));
        }
        long half = filling.inventory(0).bytes() / 2;

        FileStore limited = open(FileStore.builder(folder).maximumBytes(half));

        await().until(() -> limited.inventory(0).bytes() <= half);
        assertThat(limited.inventory(0).bytes()).isGreaterThan(half * 9 / 10);
        List<String> usedLast = keys.subList(1500, 2000);
        assertThat(stored(limited, usedLast)).as("of the 500 used last").isGreaterThan(490);
        List<String> usedFirst = keys.subList(0, 500);
        assertThat(stored(limited, usedFirst)).as("of the 500 used first").isLessThan(50);
    }

    @Test
    void foldersThatBecomeEmptyAreRemoved() throws IOException {
        FileStore store = open(FileStore.builder(folder));
        for (String key : keys(20)) {
            put(store, key, 10);
            store.delete(key);
        }

        try (Stream<Path> rest = Files.walk(folder)) {
            assertThat(rest).containsExactlyInAnyOrder(folder, folder.resolve("unfinished"));
        }
    }

    @Test
    void whatIsOlderThanTheLimitOfAgeIsNotServedAndRemoved() throws IOException {
        List<String> keys = keys(2);
        FileStore young = open(FileStore.builder(folder).maximumAge(Duration.ofDays(30)));
        for (String key : keys) {
            put(young, key, 10);
        }
        assertThat(stored(young, keys)).isEqualTo(2);

        FileStore asked = open(FileStore.builder(folder)
                .maximumAge(Duration.ofDays(30))
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(31))));

        assertThat(read(asked, keys.get(0))).isFalse();
        await().untilAsserted(() ->
                assertThat(evicted).containsExactlyInAnyOrder(keys.get(0) + " AGE", keys.get(1) + " AGE"));
        assertThat(asked.inventory(0).count()).isZero();
    }

    @Test
    void emptyAndCutFilesAreCountedAndRemovedAtStartAndForeignOnesAreLeftAlone() throws IOException {
        List<String> keys = keys(3);
        FileStore before = open(FileStore.builder(folder));
        for (String key : keys) {
            put(before, key, 10);
        }
        Files.write(file(folder, keys.get(0)), new byte[0]);
        Files.write(file(folder, keys.get(1)), new byte[10]);
        Path foreign = Files.writeString(file(folder, keys.get(2)).resolveSibling("notes.txt"), "mine");

        FileStore store = open(FileStore.builder(folder));

        assertThat(store.inventory(0).count()).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(evicted).containsExactlyInAnyOrder(keys.get(0) + " DAMAGED", keys.get(1) + " DAMAGED"));
        assertThat(file(folder, keys.get(0))).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void startReadsNoFile() throws IOException {
        try (FileSystem fileSystem = Jimfs.newFileSystem(Configuration.unix())) {
            Path memory = fileSystem.getPath("/store");
            List<String> keys = keys(50);
            FileStore before = open(FileStore.builder(memory));
            for (String key : keys) {
                put(before, key, 1000);
                accessed(memory, key, LONG_AGO);
            }

            FileStore store = open(FileStore.builder(memory));

            assertThat(store.inventory(0).count()).isEqualTo(50);
            for (String key : keys) {
                assertThat(Files.getAttribute(file(memory, key), "lastAccessTime"))
                        .isEqualTo(FileTime.from(LONG_AGO));
            }
            assertThat(read(store, keys.get(0))).isTrue();
            assertThat(Files.getAttribute(file(memory, keys.get(0)), "lastAccessTime"))
                    .isNotEqualTo(FileTime.from(LONG_AGO));
        }
    }

    @Test
    void hitsAreServedAndVariantsStoredWhileALargeFolderIsStillBeingCounted() throws Exception {
        List<String> keys = keys(3);
        FileStore before = open(FileStore.builder(folder));
        put(before, keys.get(0), 1000);
        put(before, keys.get(1), 1000);
        before.close();
        Files.writeString(folder.resolve("unfinished/of-another-process"), "x");
        CountedLater clock = new CountedLater();

        FileStore store = open(FileStore.builder(folder).clock(clock));
        try {
            clock.counting.await();

            assertThat(read(store, keys.get(0))).isTrue();
            put(store, keys.get(2), 1000);
            assertThat(read(store, keys.get(2))).isTrue();
            assertThat(store.delete(keys.get(1))).isTrue();
            assertThat(read(store, keys.get(1))).isFalse();
        } finally {
            clock.mayCount.countDown();
        }
        await().untilAsserted(() -> assertThat(store.inventory(0).count()).isEqualTo(2));
    }

    /** Keeps the thread that counts waiting: it asks for the time before anything else. */
    private static final class CountedLater extends Clock {
        private final CountDownLatch counting = new CountDownLatch(1);
        private final CountDownLatch mayCount = new CountDownLatch(1);

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("imgproxy4j-files")) {
                counting.countDown();
                try {
                    mayCount.await();
                } catch (InterruptedException closing) {
                    Thread.currentThread().interrupt();
                }
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void fullDiskFailsTheWriteLeavesNothingAndStillReads() throws IOException {
        Configuration disk =
                Configuration.unix().toBuilder().setMaxSize(200_000).build();
        try (FileSystem fileSystem = Jimfs.newFileSystem(disk)) {
            Path memory = fileSystem.getPath("/store");
            List<String> keys = keys(3);
            FileStore store = open(FileStore.builder(memory));
            put(store, keys.get(0), 100_000);

            assertThatThrownBy(() -> put(store, keys.get(1), 150_000)).isInstanceOf(IOException.class);

            try (Stream<Path> unfinished = Files.list(memory.resolve("unfinished"))) {
                assertThat(unfinished).isEmpty();
            }
            assertThat(read(store, keys.get(0))).isTrue();
            assertThat(read(store, keys.get(1))).isFalse();
            assertThat(store.inventory(0).count()).isEqualTo(1);
            put(store, keys.get(2), 50_000);
            assertThat(read(store, keys.get(2))).isTrue();
        }
    }

    @Test
    void twoStoresShareAFolderAndItsLimit() throws IOException {
        List<String> keys = keys(60);
        long limit = 33_000;
        FileStore one = open(FileStore.builder(folder).maximumBytes(limit));
        FileStore other = open(FileStore.builder(folder).maximumBytes(limit));
        for (int i = 0; i < 25; i++) {
            put(one, keys.get(i), 1000);
        }
        assertThat(stored(other, keys.subList(0, 25))).isEqualTo(25);

        FileStore late = open(FileStore.builder(folder).maximumBytes(limit));
        late.inventory(0);
        for (int i = 25; i < 60; i++) {
            put(late, keys.get(i), 1000);
        }

        await().until(() -> late.inventory(0).bytes() <= limit);
        assertThat(stored(one, keys)).isEqualTo((int) late.inventory(0).count());
        assertThat(stored(other, keys)).isBetween(25, 33);
    }

    @Test
    void twoStoresThatMakeRoomAtOnceDoNotRemoveTwiceAsMuch() throws IOException {
        List<String> keys = keys(400);
        FileStore filling = open(FileStore.builder(folder));
        for (String key : keys) {
            put(filling, key, 1000);
        }
        long limit = filling.inventory(0).bytes() / 2;

        FileStore one = open(FileStore.builder(folder).maximumBytes(limit));
        FileStore other = open(FileStore.builder(folder).maximumBytes(limit));

        await().until(() ->
                one.inventory(0).bytes() <= limit && other.inventory(0).bytes() <= limit);
        assertThat(stored(filling, keys)).isGreaterThan(180);
    }

    private FileStore open(FileStore.Builder builder) throws IOException {
        // Who listens only when the store is built may come too late for what its first count removes.
        FileStore store = builder.evictionListener((key, bytes, reason) -> evicted.add(key + " " + reason))
                .build();
        opened.add(store);
        return store;
    }

    private static List<String> keys(int count) {
        Random random = new Random(count);
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("%016x%016x", random.nextLong(), random.nextLong()))
                .toList();
    }

    private static void put(FileStore store, String key, int length) throws IOException {
        ImageMetadata metadata = ImageMetadata.builder("image/webp", length)
                .etag("\"e\"")
                .storedAt(Instant.now())
                .cacheControl("public, max-age=31536000, immutable")
                .build();
        assertThat(store.put(key, metadata, ImageBody.of(new byte[length]))).isTrue();
    }

    private static boolean read(FileStore store, String key) throws IOException {
        try (StoredImage image = store.get(key)) {
            return image != null
                    && image.body().readAllBytes().length == image.metadata().length();
        }
    }

    private static int stored(FileStore store, List<String> keys) throws IOException {
        int count = 0;
        for (String key : keys) {
            count += read(store, key) ? 1 : 0;
        }
        return count;
    }

    private static Path file(Path folder, String key) {
        return new VariantFiles(folder).of(key);
    }

    private static void accessed(Path folder, String key, Instant time) throws IOException {
        Files.getFileAttributeView(file(folder, key), BasicFileAttributeView.class)
                .setTimes(null, FileTime.from(time), null);
    }
}
