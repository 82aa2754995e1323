package io.github.imgproxy4j.filter.store.file;

import static io.github.imgproxy4j.filter.store.Variants.KEY;
import static io.github.imgproxy4j.filter.store.Variants.bytes;
import static io.github.imgproxy4j.filter.store.Variants.metadata;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.BrowsableStore;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about files; what every store promises, {@code store-testkit} tests of this one, too. */
class FileStoreTest {
    @TempDir
    Path folder;

    private final List<FileStore> opened = new ArrayList<>();

    private FileStore open() throws IOException {
        return open(FileStore.builder(folder));
    }

    private FileStore open(FileStore.Builder builder) throws IOException {
        FileStore store = builder.build();
        opened.add(store);
        return store;
    }

    @AfterEach
    void closeOpened() {
        opened.forEach(FileStore::close);
    }

    @Test
    void fileIsBodyFirstInTwoLevelsOfFolders() throws IOException {
        byte[] body = bytes(1000);
        open().put(KEY, metadata(1000), ImageBody.of(body));

        byte[] file = Files.readAllBytes(folder.resolve("dd7/" + KEY));

        assertThat(Arrays.copyOf(file, 1000)).isEqualTo(body);
    }

    @Test
    void fileCutAtAnyByteIsNotServedAndRemoved() throws IOException {
        FileStore store = open();
        store.put(KEY, metadata(100), ImageBody.of(bytes(100)));
        Path path = folder.resolve("dd7/" + KEY);
        byte[] whole = Files.readAllBytes(path);

        for (int length = 0; length < whole.length; length++) {
            Files.createDirectories(path.getParent());
            Files.write(path, Arrays.copyOf(whole, length));
            assertThat(store.get(KEY)).as("cut to %s bytes", length).isNull();
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void fileWithAChangedTrailerIsNotServed() throws IOException {
        FileStore store = open();
        store.put(KEY, metadata(100), ImageBody.of(bytes(100)));
        Path path = folder.resolve("dd7/" + KEY);
        byte[] whole = Files.readAllBytes(path);

        for (int position = 100; position < whole.length; position++) {
            byte[] changed = whole.clone();
            changed[position] ^= 1;
            Files.createDirectories(path.getParent());
            Files.write(path, changed);
            assertThat(store.get(KEY)).as("byte %s changed", position).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 900, 980, 1000, 1024, 5000})
    void metadataOfAnyLengthIsKept(int pathLength) throws IOException {
        FileStore store = open();
        ImageMetadata metadata = ImageMetadata.builder("image/png", 3)
                .etag("\"e\"")
                .storedAt(Instant.ofEpochSecond(9))
                .cacheControl("max-age=9")
                .path("/" + "p".repeat(pathLength))
                .build();
        store.put(KEY, metadata, ImageBody.of(bytes(3)));

        try (StoredImage image = requireNonNull(store.get(KEY))) {
            assertThat(image.metadata()).isEqualTo(metadata);
            assertThat(image.body().readAllBytes()).isEqualTo(bytes(3));
        }
    }

    @Test
    void bodyBeginsTheFileThatItNames() throws IOException {
        FileStore store = open();
        store.put(KEY, metadata(1000), ImageBody.of(bytes(1000)));

        try (StoredImage image = requireNonNull(store.get(KEY))) {
            byte[] file = Files.readAllBytes(requireNonNull(image.file()));
            assertThat(Arrays.copyOf(file, 1000)).isEqualTo(bytes(1000));
        }
    }

    @Test
    void bodyIsReadFromAnyPosition() throws IOException {
        FileStore store = open();
        store.put(KEY, metadata(1000), ImageBody.of(bytes(1000)));

        try (StoredImage image = requireNonNull(store.get(KEY))) {
            image.body().skipNBytes(990);
            assertThat(image.body().available()).isEqualTo(10);
            assertThat(image.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes(1000), 990, 1000));
            assertThat(image.body().skip(1)).isZero();
            assertThat(image.body().read()).isEqualTo(-1);
        }
    }

    @Test
    void abandonedFilesOfAKilledProcessAreRemovedAtStartAndRunningWritesAreNot() throws IOException {
        new FileStore(folder).close();
        Path abandoned = Files.writeString(folder.resolve("unfinished/a.1"), "x");
        Path running = Files.writeString(folder.resolve("unfinished/b.2"), "x");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        open().inventory(0);

        assertThat(abandoned).doesNotExist();
        assertThat(running).exists();
    }

    @Test
    void clearLeavesForeignFilesAlone() throws IOException {
        FileStore store = open();
        store.put(KEY, metadata(10), ImageBody.of(bytes(10)));
        Path foreign = Files.writeString(folder.resolve("notes.txt"), "mine");

        store.clear();

        assertThat(foreign).exists();
        assertThat(store.get(KEY)).isNull();
    }

    @Test
    void inventoryCountsAllAndListsTheNewest() throws IOException {
        FileStore store = open();
        for (int i = 0; i < 5; i++) {
            String key = KEY.substring(0, 31) + i;
            store.put(key, metadata(10), ImageBody.of(bytes(10)));
            Path file = folder.resolve("dd7").resolve(key);
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + i)));
        }

        BrowsableStore.Inventory inventory = open().inventory(2);

        assertThat(inventory.count()).isEqualTo(5);
        assertThat(inventory.bytes()).isGreaterThan(50);
        assertThat(inventory.newest())
                .extracting(BrowsableStore.Item::key)
                .isEqualTo(List.of(KEY.substring(0, 31) + 4, KEY.substring(0, 31) + 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd/73/22/dd732291b28b5c8a1e8b5a1c1b4f0d3e",
                "0c732291b28b5c8a1e8b5a1c1b4f0d3e/dd732291b28b5c8a1e8b5a1c1b4f0d3e.webp",
                "thumbs/dd732291b28b5c8a1e8b5a1c1b4f0d3e",
                "thumbs-dd732291b28b5c8a1e8b5a1c1b4f0d3e.avif"
            })
    void keysOfEveryLayoutAreStoredListedAndCleared(String key) throws IOException {
        FileStore store = open();
        store.put(key, metadata(10), ImageBody.of(bytes(10)));

        assertThat(store.inventory(5).newest())
                .extracting(BrowsableStore.Item::key)
                .containsExactly(key);
        store.clear();
        assertThat(store.get(key)).isNull();
    }

    @Test
    void nothingUnfinishedStays() throws IOException {
        FileStore store = open();
        store.put(KEY, metadata(10), ImageBody.of(bytes(10)));
        assertThatThrownBy(() -> store.put(KEY.replace('d', 'a'), metadata(10), ImageBody.of(bytes(9))))
                .isInstanceOf(IOException.class);

        try (Stream<Path> unfinished = Files.list(folder.resolve("unfinished"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../../../../etc/passwd",
                "../dd732291b28b5c8a1e8b5a1c1b4f0d3e",
                "a/../dd732291b28b5c8a1e8b5a1c1b4f0d3e",
                "dd732291b28b5c8a1e8b5a1c1b4f0d3e/..",
                "dd732291b28b5c8a1e8b5a1c1b4f0d3e/.hidden",
                "dd732291b28b5c8a1e8b5a1c1b4f0d3e/",
                "/dd732291b28b5c8a1e8b5a1c1b4f0d3e",
                "DD732291B28B5C8A1E8B5A1C1B4F0D3E",
                "dd73",
                "dd/73"
            })
    void keysThatCouldNameAnotherFileAreRefused(String key) throws IOException {
        FileStore store = open();

        assertThatThrownBy(() -> store.get(key)).isInstanceOf(IllegalArgumentException.class);
    }
}
