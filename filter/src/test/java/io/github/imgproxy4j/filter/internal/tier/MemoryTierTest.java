package io.github.imgproxy4j.filter.internal.tier;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.Images;
import io.github.imgproxy4j.filter.ProxyFixture;
import io.github.imgproxy4j.filter.internal.body.HeapBytes;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTierTest {
    private static final long MEBI = 1024 * 1024;
    private static final Reply IMAGE = Reply.image("image/png", Images.png(1000, 1));

    @TempDir
    Path folder;

    private final Queue<String> evicted = new ConcurrentLinkedQueue<>();
    private final MemoryTier memory =
            MemoryTier.ofBytes(MEBI, (key, bytes, reason) -> evicted.add(key + " " + bytes + " " + reason));

    @Test
    void onlySmallBodiesAreAdmitted() {
        assertThat(memory.admits(MEBI / 64)).isTrue();
        assertThat(memory.admits(MEBI / 64 + 1)).isFalse();
        assertThat(MemoryTier.ofBytes(1 << 30, (key, bytes, reason) -> {}).admits(256 * 1024 + 1))
                .isFalse();
        assertThat(MemoryTier.ofBytes(0, (key, bytes, reason) -> {})).isSameAs(MemoryTier.NONE);
    }

    @Test
    void limitIsInBytesAndEvictionsAreReported() {
        for (int i = 0; i < 200; i++) {
            put(i, 15_000);
        }

        assertThat(memory.bytes()).isLessThanOrEqualTo(MEBI);
        assertThat(memory.count()).isBetween(50L, 70L);
        assertThat(evicted).hasSize(200 - (int) memory.count()).allMatch(event -> event.endsWith(" 15000 SIZE"));
    }

    @Test
    void purgeIsNoEviction() {
        put(1, 10);
        memory.remove(KeySelector.of(key(1)));
        put(2, 10);
        memory.remove(KeySelector.ALL);

        assertThat(memory.count()).isZero();
        assertThat(evicted).isEmpty();
    }

    @Test
    void hitAllocatesAlmostNothing() {
        put(1, 10_000);
        Tiers tiers = new Tiers(memory, null);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String key = key(1);
        int hits = 20_000;
        int found = 0;
        for (int i = 0; i < hits; i++) {
            found += tiers.inMemory(key) == null ? 0 : 1;
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < hits; i++) {
            found += tiers.inMemory(key) == null ? 0 : 1;
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(found).isEqualTo(2 * hits);
        assertThat(allocated / hits)
                .as("bytes for each hit, of a body of 10,000")
                .isLessThan(100);
    }

    @Test
    void whatWasAskedForMostIsInMemoryAtTheNextStart() throws Exception {
        Path hotKeys = folder.resolve("hot-keys");
        Files.writeString(hotKeys, "no key\n../../etc/passwd\n");
        String url = ProxyFixture.urls("hot").proxy();
        try (ProxyFixture fixture = start(hotKeys)) {
            fixture.get(url);
            await().until(() -> fixture.proxy.statistics().stored() == 1);
        }
        assertThat(Files.readAllLines(hotKeys))
                .containsExactly(ProxyFixture.urls("hot").key());

        try (ProxyFixture fixture = start(hotKeys)) {
            await().until(() -> fixture.proxy.memoryCount() == 1);
            assertThat(fixture.get(url).headers().allValues("Cache-Status"))
                    .isEqualTo(List.of("imgproxy4j; hit; detail=memory"));
        }
    }

    @Test
    void smallImageFromAStoreFarAwayIsInMemoryFromThenOn() throws Exception {
        ImageUrls urls = ProxyFixture.urls("far");
        byte[] image = Images.png(1000, 1);
        MemoryStore store = new MemoryStore(MEBI);
        store.put(
                urls.key(),
                ImageMetadata.builder("image/png", 1000)
                        .etag("\"e\"")
                        .storedAt(Instant.now())
                        .cacheControl("public, max-age=60")
                        .build(),
                ImageBody.of(image));
        try (ProxyFixture fixture = given(Container.JETTY)
                .storingIn(folder)
                .with(builder -> builder.store(new FarStore(store)))
                .upstreamReplies(Reply.status(500, "off"))) {
            HttpResponse<byte[]> first = fixture.get(urls.cached());
            assertThat(first.body()).isEqualTo(image);
            assertThat(first.headers().firstValue("Cache-Status")).hasValue("imgproxy4j; hit; detail=heap");
            await().until(() -> fixture.proxy.memoryCount() == 1);

            HttpResponse<byte[]> second = fixture.get(urls.proxy());
            assertThat(second.body()).isEqualTo(image);
            assertThat(second.headers().firstValue("Cache-Status")).hasValue("imgproxy4j; hit; detail=memory");
        }
    }

    /** A store that a container's thread must not wait for. */
    private record FarStore(MemoryStore store) implements PurgeableStore {
        @Override
        public @Nullable StoredImage get(String key) {
            return store.get(key);
        }

        @Override
        public boolean put(String key, ImageMetadata metadata, ImageBody body) throws IOException {
            return store.put(key, metadata, body);
        }

        @Override
        public boolean delete(String key) {
            return store.delete(key);
        }

        @Override
        public long deletePrefix(String prefix) {
            return store.deletePrefix(prefix);
        }

        @Override
        public void clear() {
            store.clear();
        }

        @Override
        public boolean isLocal() {
            return false;
        }

        @Override
        public String tier() {
            return store.tier();
        }

        @Override
        public String description() {
            return store.description();
        }

        @Override
        public void checkReady() {}

        @Override
        public void close() {
            store.close();
        }
    }

    private ProxyFixture start(Path hotKeys) throws Exception {
        return given(Container.JETTY)
                .storingIn(folder.resolve("store"))
                .with(builder -> builder.preloadMemory(hotKeys))
                .upstreamReplies(IMAGE);
    }

    private void put(int number, int length) {
        ImageMetadata metadata = ImageMetadata.builder("image/png", length)
                .etag("\"e\"")
                .storedAt(Instant.EPOCH)
                .cacheControl("public, max-age=60")
                .build();
        memory.put(key(number), metadata, new HeapBytes(new byte[length]));
    }

    private static String key(int number) {
        return String.format("%032x", number);
    }
}
