package io.github.imgproxy4j.filter.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that nobody reads here are read in the background. */
class ScrubTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final Queue<String> evicted = new ConcurrentLinkedQueue<>();
    private FileStore store;

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyBodyIsComparedWithItsChecksumInTheBackground() throws IOException {
        store = open(Janitor.TICK);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            keys.add(String.format("%04x%028x", i * 1000, i));
            put(keys.get(i), 100_000);
        }
        store.close();
        List<String> changed = List.of(keys.get(0), keys.get(17), keys.get(59));
        for (String key : changed) {
            flip(key, 99_999);
        }
        for (String key : keys) {
            accessed(key, LONG_AGO);
        }

        store = open(Duration.ofMillis(20));

        await().until(() -> evicted.size() == changed.size());
        assertThat(evicted)
                .containsExactlyInAnyOrderElementsOf(
                        changed.stream().map(key -> key + " DAMAGED").toList());
        for (String key : keys) {
            assertThat(Files.exists(file(key))).as(key).isEqualTo(!changed.contains(key));
        }
        assertThat(store.inventory(0).count()).isEqualTo(57);
        for (String key : keys) {
            if (!changed.contains(key)) {
                assertThat(Files.getAttribute(file(key), "lastAccessTime"))
                        .as("reading them does not make them look wanted")
                        .isEqualTo(FileTime.from(LONG_AGO));
            }
        }
    }

    @Test
    void bodySentByTheContainerIsVerifiedSoonAfterwards() throws IOException {
        store = open(Janitor.TICK);
        String key = String.format("%032x", 7);
        put(key, 100_000);
        flip(key, 5);

        leave(key);

        await().until(() -> evicted.contains(key + " DAMAGED"));
        assertThat(store.get(key)).isNull();
    }

    @Test
    void intactBodySentByTheContainerStays() throws IOException {
        store = open(Janitor.TICK);
        String good = String.format("%032x", 7);
        put(good, 100_000);
        leave(good);
        AtomicInteger number = new AtomicInteger(100);
        await().until(() -> {
            // Of many at once a few are looked at.
            String bad = String.format("%032x", number.getAndIncrement());
            put(bad, 100);
            flip(bad, 5);
            leave(bad);
            return !evicted.isEmpty();
        });

        assertThat(evicted).doesNotContain(good + " DAMAGED");
        assertThat(Files.exists(file(good))).isTrue();
    }

    private void leave(String key) throws IOException {
        try (StoredImage image = store.get(key)) {
            assertThat(image).isNotNull();
        }
    }

    private FileStore open(Duration tick) throws IOException {
        return FileStore.builder(folder)
                .tick(tick)
                .evictionListener((key, bytes, reason) -> evicted.add(key + " " + reason))
                .build();
    }

    private void put(String key, int length) throws IOException {
        assertThat(store.put(
                        key,
                        ImageMetadata.builder("image/webp", length)
                                .etag("\"e\"")
                                .storedAt(Instant.now())
                                .cacheControl("public")
                                .build(),
                        ImageBody.of(new byte[length])))
                .isTrue();
    }

    private void flip(String key, int position) throws IOException {
        byte[] bytes = Files.readAllBytes(file(key));
        bytes[position] ^= 1;
        Files.write(file(key), bytes);
    }

    private Path file(String key) {
        return new VariantFiles(folder).of(key);
    }

    private void accessed(String key, Instant time) throws IOException {
        Files.getFileAttributeView(file(key), BasicFileAttributeView.class).setTimes(null, FileTime.from(time), null);
    }
}
