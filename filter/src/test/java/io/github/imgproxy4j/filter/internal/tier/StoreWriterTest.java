package io.github.imgproxy4j.filter.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.StoreEvent;
import io.github.imgproxy4j.filter.internal.resources.Limits;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreWriterTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration AGES = Duration.ofDays(1);

    private final Threads threads = new Threads(1, 1, 1);
    private final FaultyStore store = new FaultyStore();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final ProxyListener listener = new ProxyListener() {
        @Override
        public void stored(StoreEvent event) {
            events.add("stored " + event.key());
        }

        @Override
        public void storeFailed(String key, Throwable cause) {
            events.add("lost " + key + ": " + cause.getMessage());
        }
    };

    @AfterEach
    void close() {
        store.open.countDown();
        threads.close();
    }

    @Test
    void writeThatFailsIsTriedAgain() {
        store.failures.set(3);
        StoreWriter writer = writer(10, SOON);

        write(writer, 1);

        await().untilAsserted(() -> assertThat(events).containsExactly("stored " + key(1)));
        assertThat(store.attempts).hasValue(4);
        assertThat(done).hasValue(1);
    }

    @Test
    void writeThatFailsForGoodIsCountedAndGivesItsBodyBack() {
        store.failures.set(100);
        StoreWriter writer = writer(10, SOON);

        write(writer, 1);

        await().untilAsserted(() -> assertThat(events).containsExactly("lost " + key(1) + ": disk on fire"));
        assertThat(store.attempts).hasValue(4);
        assertThat(done).hasValue(1);
    }

    @Test
    void moreThanTheLimitOfCountIsNotStored() {
        store.hold();
        StoreWriter writer = writer(2, SOON);

        for (int i = 1; i <= 3; i++) {
            write(writer, i);
        }

        assertThat(events).containsExactly("lost " + key(3) + ": too many variants are waiting to be stored");
        store.open.countDown();
        await().until(() -> done.get() == 3);
        assertThat(store.get(key(1))).isNotNull();
        assertThat(store.get(key(2))).isNotNull();
    }

    @Test
    void moreThanTheLimitOfBytesIsNotStored() {
        store.hold();
        StoreWriter writer = writer(10, SOON);

        write(writer, 1, 900);
        write(writer, 2, 101);
        write(writer, 3, 100);

        assertThat(events).containsExactly("lost " + key(2) + ": too many variants are waiting to be stored");
        store.open.countDown();
        await().until(() -> done.get() == 3);
        assertThat(store.get(key(3))).isNotNull();
    }

    @Test
    void twoWritesOfOneKeyAtATimeAreOne() {
        store.hold();
        StoreWriter writer = writer(10, SOON);

        write(writer, 1);
        write(writer, 1);

        assertThat(done).as("the second is done at once").hasValue(1);
        store.open.countDown();
        await().until(() -> done.get() == 2);
        assertThat(store.attempts).hasValue(1);
        await().untilAsserted(() -> assertThat(events).containsExactly("stored " + key(1)));
    }

    @Test
    void whatIsPurgedWhileItWaitsIsNotWritten() {
        store.failures.set(1);
        StoreWriter writer = writer(10, AGES);
        write(writer, 1);
        await().until(() -> store.attempts.get() == 1);

        writer.cancel(KeySelector.of(key(1)));

        await().until(() -> done.get() == 1);
        assertThat(store.get(key(1))).isNull();
        assertThat(events).isEmpty();
    }

    @Test
    void variantPurgedDuringItsWriteIsRemovedAndMayBeWrittenAgain() {
        store.hold();
        StoreWriter writer = writer(10, SOON);
        write(writer, 1);
        write(writer, 2);
        await().until(() -> store.attempts.get() == 2);

        writer.cancel(KeySelector.of(key(1)));
        store.open.countDown();

        await().until(() -> done.get() == 2);
        assertThat(store.get(key(1))).isNull();
        assertThat(store.get(key(2))).isNotNull();
        write(writer, 1);
        await().until(() -> done.get() == 3);
        assertThat(store.get(key(1))).isNotNull();
    }

    @Test
    void closingTriesOnceMoreWithoutAPauseAndWaitsForIt() {
        store.failures.set(1);
        StoreWriter writer = writer(10, AGES);
        write(writer, 1);
        await().until(() -> store.attempts.get() == 1);

        writer.drain(Duration.ofSeconds(30));

        assertThat(store.get(key(1))).isNotNull();
        assertThat(events).containsExactly("stored " + key(1));
    }

    @Test
    void whatIsNotStoredWhenTheTimeToCloseIsOverIsCounted() {
        store.hold();
        StoreWriter writer = writer(10, SOON);
        for (int i = 1; i <= 5; i++) {
            write(writer, i);
        }

        writer.drain(Duration.ofMillis(1));

        await().until(() -> done.get() == 5);
        assertThat(events).hasSize(5).allMatch(event -> event.startsWith("lost "));
        write(writer, 6);
        assertThat(events).contains("lost " + key(6) + ": the proxy shuts down");
    }

    private StoreWriter writer(int maximumWaiting, Duration firstPause) {
        Limits limits =
                new Limits(0, 0, 0, 0, 1, 1, 1, AGES, maximumWaiting, 1000, AGES, AGES, AGES, Path.of("unused"));
        return new StoreWriter(store, listener, threads, limits, firstPause);
    }

    private void write(StoreWriter writer, int number) {
        write(writer, number, 10);
    }

    private void write(StoreWriter writer, int number, int length) {
        ImageMetadata metadata = ImageMetadata.builder("image/png", length)
                .etag("\"e\"")
                .storedAt(Instant.EPOCH)
                .cacheControl("public, max-age=60")
                .path("/w:1/bG9jYWw6Ly8vYQ")
                .build();
        writer.write(
                key(number),
                metadata,
                ImageBody.of(new byte[length]),
                FetchReport.NONE,
                () -> false,
                done::incrementAndGet);
    }

    private static String key(int number) {
        return String.format("%032x", number);
    }

    /** A store that fails as often as wanted, and that can be held up. */
    private static final class FaultyStore implements PurgeableStore {
        private final MemoryStore working = new MemoryStore(1_000_000);
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile CountDownLatch open = new CountDownLatch(0);

        void hold() {
            open = new CountDownLatch(1);
        }

        @Override
        public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
            attempts.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException interrupted) {
                throw new IOException("interrupted", interrupted);
            }
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("disk on fire");
            }
            return working.put(key, metadata, body);
        }

        @Override
        public @Nullable StoredImage get(String key) {
            return working.get(key);
        }

        @Override
        public boolean delete(String key) {
            return working.delete(key);
        }

        @Override
        public long deletePrefix(String prefix) {
            return working.deletePrefix(prefix);
        }

        @Override
        public void clear() {
            working.clear();
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public String tier() {
            return "faulty";
        }

        @Override
        public String description() {
            return "a faulty store";
        }

        @Override
        public void checkReady() {}

        @Override
        public void close() {}
    }
}
