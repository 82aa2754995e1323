package io.github.imgproxy4j.filter.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier version has stored below two levels of folders goes on being served, counted and removed. */
class EarlierLayoutTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final String GROUP = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final String GROUPED = GROUP + '/' + KEY;
    private static final byte[] BODY = {1, 2, 3};

    @TempDir
    Path folder;

    @BeforeEach
    void storeAsAnEarlierVersionDid() throws IOException {
        try (FileStore store = new FileStore(folder)) {
            put(store, KEY);
            put(store, GROUPED);
        }
        moveToOldPlace("dd7", "dd/73", KEY);
        moveToOldPlace("0a1", "0a/1b", GROUPED);
    }

    private void moveToOldPlace(String now, String then, String key) throws IOException {
        Path old = folder.resolve(then).resolve(key);
        Files.createDirectories(old.getParent());
        Files.move(folder.resolve(now).resolve(key), old);
    }

    private static boolean put(FileStore store, String key) throws IOException {
        ImageMetadata metadata = ImageMetadata.builder("image/png", BODY.length)
                .etag("\"x\"")
                .storedAt(Instant.EPOCH)
                .cacheControl("public")
                .build();
        return store.put(key, metadata, ImageBody.of(BODY));
    }

    private static byte[] read(FileStore store, String key) throws IOException {
        try (StoredImage image = store.get(key)) {
            return image == null ? null : image.body().readAllBytes();
        }
    }

    private static List<String> keys(FileStore store, String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        store.list(prefix, keys::add);
        return keys;
    }

    @Test
    void isServedAndNotStoredAgain() throws IOException {
        try (FileStore store = new FileStore(folder)) {
            assertThat(read(store, KEY)).isEqualTo(BODY);
            assertThat(read(store, GROUPED)).isEqualTo(BODY);
            assertThat(put(store, KEY)).as("stored again").isFalse();
        }
    }

    @Test
    void isListedAndCountedBesideWhatIsNew() throws IOException {
        try (FileStore store = new FileStore(folder)) {
            String newer = "dd7300000000000000000000000000ff";
            assertThat(put(store, newer)).isTrue();

            assertThat(folder.resolve("dd7").resolve(newer)).exists();
            assertThat(keys(store, "")).containsExactlyInAnyOrder(KEY, GROUPED, newer);
            assertThat(keys(store, GROUP + '/')).containsExactly(GROUPED);
            assertThat(store.inventory(9).count()).isEqualTo(3);
            assertThat(store.lastAccessed(9)).hasSize(3);
        }
    }

    @Test
    void isRemovedWithItsFoldersAndThenStoredAnew() throws IOException {
        try (FileStore store = new FileStore(folder)) {
            assertThat(store.delete(KEY)).isTrue();
            assertThat(store.deletePrefix(GROUP + '/')).isEqualTo(1);

            assertThat(folder.resolve("dd")).doesNotExist();
            assertThat(folder.resolve("0a")).doesNotExist();
            assertThat(read(store, KEY)).isNull();
            assertThat(put(store, KEY)).isTrue();
            assertThat(read(store, KEY)).isEqualTo(BODY);
            assertThat(folder.resolve("dd7").resolve(KEY)).exists();
        }
    }

    @Test
    void allOfItIsCleared() throws IOException {
        try (FileStore store = new FileStore(folder)) {
            store.clear();

            assertThat(keys(store, "")).isEmpty();
            assertThat(folder.resolve("dd")).doesNotExist();
        }
    }

    @Test
    void isEvictedLikeTheRest() throws IOException {
        try (FileStore store = FileStore.builder(folder).maximumBytes(1).build()) {
            await().untilAsserted(() -> assertThat(store.inventory(9).count()).isZero());
            assertThat(folder.resolve("dd")).doesNotExist();
        }
    }

    @Test
    void isFoundByReadersOnly() throws IOException {
        try (FileStore store = FileStore.builder(folder).readOnly().build()) {
            assertThat(read(store, KEY)).isEqualTo(BODY);
        }
    }

    @Test
    void isNoticedWhenItComesFromABackupMeanwhile() throws IOException {
        Path elsewhere = Files.move(folder.resolve("dd"), folder.resolve("backup"));
        try (FileStore store =
                FileStore.builder(folder).tick(Duration.ofMillis(10)).build()) {
            store.deletePrefix(GROUP + '/');
            Files.move(elsewhere, folder.resolve("dd"));

            await().untilAsserted(() -> assertThat(read(store, KEY)).isEqualTo(BODY));
        }
    }
}
