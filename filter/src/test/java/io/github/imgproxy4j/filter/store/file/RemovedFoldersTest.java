package io.github.imgproxy4j.filter.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else removes, replaces or moves folders of the store while it is in use. */
class RemovedFoldersTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final String BEFORE = "dd73aaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String ELSEWHERE = "01230000000000000000000000000000";

    @TempDir
    Path parent;

    private Path folder;
    private FileStore store;

    @BeforeEach
    void fill() throws IOException {
        folder = parent.resolve("store");
        store = FileStore.builder(folder).tick(Duration.ofMillis(10)).build();
        put(BEFORE);
        put(ELSEWHERE);
        assertThat(isStored(BEFORE)).as("asked for a moment ago").isTrue();
    }

    @AfterEach
    void close() {
        store.close();
    }

    static Stream<Arguments> placesAndMoments() {
        return Arrays.stream(Place.values())
                .flatMap(place -> Stream.of(Moment.values()).map(moment -> Arguments.of(place, moment)));
    }

    @ParameterizedTest
    @MethodSource("placesAndMoments")
    void folderThatIsRemovedIsMadeAgain(Place place, Moment moment) throws IOException {
        assertThat(putWhile(moment, () -> removeAll(place.in(folder)))).isTrue();

        assertThat(isStored(KEY)).isTrue();
        store.checkReady();
        assertThat(isStored(BEFORE)).isEqualTo(Files.exists(folder.resolve("dd7/" + BEFORE)));
        await().untilAsserted(() -> assertThat(store.inventory(9).count()).isEqualTo(filesOnDisk()));
    }

    @ParameterizedTest
    @MethodSource("placesAndMoments")
    void folderThatIsMovedAwayIsMadeAgain(Place place, Moment moment) throws IOException {
        assertThat(putWhile(moment, () -> Files.move(place.in(folder), parent.resolve("elsewhere"))))
                .isTrue();

        assertThat(isStored(KEY)).isTrue();
        store.checkReady();
    }

    @ParameterizedTest
    @EnumSource
    void allThatIsInTheFolderMayBeRemoved(Moment moment) throws IOException {
        assertThat(putWhile(moment, () -> {
                    try (Stream<Path> children = Files.list(folder)) {
                        for (Path child : children.toList()) {
                            removeAll(child);
                        }
                    }
                }))
                .isTrue();

        assertThat(isStored(KEY)).isTrue();
        store.checkReady();
        await().untilAsserted(() -> assertThat(store.inventory(9).count()).isEqualTo(1));
    }

    @ParameterizedTest
    @MethodSource("placesAndMoments")
    void fileInThePlaceOfAFolderIsNamedAndNotTouchedAndStoringGoesOnWithoutIt(Place place, Moment moment)
            throws IOException {
        Path file = place.in(folder);
        assertThatThrownBy(() -> putWhile(moment, () -> {
                    removeAll(file);
                    Files.writeString(file, "mine");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());

        assertThat(isStored(KEY)).isFalse();
        assertThat(isStored(BEFORE)).isEqualTo(place == Place.UNFINISHED);
        assertThat(store.delete(KEY)).isFalse();
        assertThat(store.deletePrefix(KEY + "/")).isZero();
        assertThat(store.inventory(9).count()).isNotNegative();
        if (place == Place.STORE || place == Place.UNFINISHED) {
            assertThatThrownBy(store::checkReady)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        } else {
            store.checkReady();
        }
        assertThat(Files.readString(file)).isEqualTo("mine");

        Files.delete(file);
        assertThat(put(KEY)).isTrue();
        assertThat(isStored(KEY)).isTrue();
        store.checkReady();
    }

    @ParameterizedTest
    @MethodSource("placesAndMoments")
    void folderThatMayNotBeWrittenForAWhileIsUsedAgain(Place place, Moment moment) throws IOException {
        Path readOnly = place == Place.SEGMENT ? place.in(folder) : Place.UNFINISHED.in(folder);
        ThrowingCallable put = () -> putWhile(
                moment == Moment.WHILE_IT_IS_WRITTEN ? Moment.BEFORE : moment,
                () -> Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x")));
        // Root may write into every folder.
        boolean root = System.getProperty("user.name").equals("root");
        if (root) {
            assertThatCode(put).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(put).isInstanceOf(IOException.class);
        }
        assertThat(isStored(BEFORE)).isTrue();

        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(put(KEY)).isEqualTo(!root);
        store.checkReady();
    }

    @Test
    void folderInThePlaceOfAVariantIsNoVariant() throws IOException {
        Files.createDirectories(folder.resolve("dd7/" + KEY));

        assertThat(isStored(KEY)).isFalse();
        assertThatThrownBy(() -> put(KEY)).isInstanceOf(IOException.class);

        Files.delete(folder.resolve("dd7/" + KEY));
        assertThat(put(KEY)).isTrue();
    }

    /** Every call, and the counting and making room behind them, against somebody who removes without end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingButWhatWasStoredIsEverReadWhileFoldersComeAndGo(long seed) throws Exception {
        store.close();
        store = FileStore.builder(folder)
                .tick(Duration.ofMillis(1))
                .maximumBytes(20_000)
                .build();
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread vandal = new Thread(() -> vandalise(new Random(seed), over, failure));
        vandal.start();
        Random random = new Random(-seed);
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            String key = String.format("%04x%028x", random.nextInt(4) * 0x55, random.nextInt(40));
            try {
                switch (random.nextInt(12)) {
                    case 0 -> store.delete(key);
                    case 1 -> store.deletePrefix(key + "/");
                    case 2 -> store.inventory(5);
                    case 3 -> store.checkReady();
                    case 4 -> {
                        if (i % 10 == 0) {
                            store.clear();
                        }
                    }
                    case 5, 6, 7, 8 -> put(key);
                    default -> isStored(key);
                }
            } catch (IOException told) {
                // It may say that it could not; it may not say that it could.
                refused.add(told.toString());
            }
        }
        over.set(true);
        vandal.join();
        assertThat(failure.get()).isNull();
        assertThat(refused).as("of 1500 calls").hasSizeLessThan(700);

        removeAll(folder);
        for (int i = 0; i < 5; i++) {
            String key = String.format("%04x%028x", i, i);
            assertThat(put(key)).isTrue();
            assertThat(isStored(key)).isTrue();
        }
        store.checkReady();
        await().untilAsserted(() -> assertThat(store.inventory(0).count()).isEqualTo(filesOnDisk()));
    }

    private void vandalise(Random random, AtomicBoolean over, AtomicReference<Throwable> failure) {
        try {
            while (!over.get()) {
                Path place = Place.values()[random.nextInt(Place.values().length)].in(folder);
                removeAll(place);
                if (random.nextInt(3) == 0 && Files.isDirectory(place.getParent()) && !Files.exists(place)) {
                    Files.writeString(place, "mine");
                    Files.deleteIfExists(place);
                }
                Thread.onSpinWait();
            }
        } catch (IOException somebodyMadeItMeanwhile) {
            vandalise(random, over, failure);
        } catch (RuntimeException | Error bug) {
            failure.set(bug);
        }
    }

    private boolean putWhile(Moment moment, Deed deed) throws IOException {
        if (moment == Moment.BEFORE) {
            deed.run();
            return put(KEY);
        }
        AtomicBoolean done = new AtomicBoolean();
        byte[] bytes = body(KEY);
        return store.put(KEY, metadata(bytes), new ImageBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() throws IOException {
                if (moment == Moment.WHEN_IT_BEGINS && done.compareAndSet(false, true)) {
                    deed.run();
                }
                return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                    @Override
                    public int read(byte[] target, int offset, int wanted) throws IOException {
                        int count = super.read(target, offset, Math.min(wanted, 100));
                        if (moment == Moment.WHILE_IT_IS_WRITTEN && done.compareAndSet(false, true)) {
                            deed.run();
                        }
                        if (moment == Moment.BEFORE_IT_IS_MOVED && count < 0 && done.compareAndSet(false, true)) {
                            deed.run();
                        }
                        return count;
                    }

                    @Override
                    public long transferTo(OutputStream out) throws IOException {
                        byte[] piece = new byte[100];
                        long sent = 0;
                        for (int count = read(piece, 0, 100); count >= 0; count = read(piece, 0, 100)) {
                            out.write(piece, 0, count);
                            sent += count;
                        }
                        return sent;
                    }
                };
            }
        });
    }

    private boolean put(String key) throws IOException {
        byte[] bytes = body(key);
        return store.put(key, metadata(bytes), ImageBody.of(bytes));
    }

    private boolean isStored(String key) throws IOException {
        try (StoredImage image = store.get(key)) {
            if (image != null) {
                assertThat(image.body().readAllBytes()).isEqualTo(body(key));
            }
            return image != null;
        }
    }

    private long filesOnDisk() throws IOException {
        long[] found = {0};
        VariantFiles files = new VariantFiles(folder);
        for (int segment : files.segments()) {
            files.visitSegment(segment, file -> found[0]++, foreign -> {});
        }
        return found[0];
    }

    private static byte[] body(String key) {
        byte[] body = new byte[1000];
        new Random(key.hashCode()).nextBytes(body);
        return body;
    }

    private static ImageMetadata metadata(byte[] body) {
        return ImageMetadata.builder("image/webp", body.length)
                .etag("\"e\"")
                .storedAt(Instant.now())
                .cacheControl("public")
                .build();
    }

    private static void removeAll(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What is removed. */
    private enum Place {
        STORE(""),
        UNFINISHED("unfinished"),
        SEGMENT("dd7");

        private final String name;

        Place(String name) {
            this.name = name;
        }

        Path in(Path folder) {
            return name.isEmpty() ? folder : folder.resolve(name);
        }
    }

    /** When it is removed, as a variant is stored. */
    private enum Moment {
        BEFORE,
        WHEN_IT_BEGINS,
        WHILE_IT_IS_WRITTEN,
        BEFORE_IT_IS_MOVED
    }

    @FunctionalInterface
    private interface Deed {
        void run() throws IOException;
    }
}
