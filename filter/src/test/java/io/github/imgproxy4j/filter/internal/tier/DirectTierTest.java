package io.github.imgproxy4j.filter.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.internal.body.ByteSource;
import io.github.imgproxy4j.filter.internal.body.DirectMemory;
import io.github.imgproxy4j.filter.internal.body.HeapBytes;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Bodies of the memory tier in direct memory. */
class DirectTierTest {
    private static final int SIZE = 8 * 1024 * 1024;
    private static final int LENGTH = 10_000;

    private final MemoryTier memory = tier("poison");

    private static MemoryTier tier(String mode) {
        String before = System.getProperty(DirectMemory.PROPERTY, "");
        System.setProperty(DirectMemory.PROPERTY, mode);
        try {
            return MemoryTier.ofBytes(SIZE, (key, bytes, reason) -> {});
        } finally {
            System.setProperty(DirectMemory.PROPERTY, before);
        }
    }

    @Test
    void longBodiesAreInDirectMemoryAndShortOnesOnTheHeap() throws IOException {
        put(1, LENGTH);
        put(2, 1000);

        assertThat(isDirect(1)).isTrue();
        assertThat(isDirect(2)).isFalse();
        assertThat(memory.directBytes()).isBetween((long) LENGTH, LENGTH * 9L / 8);
    }

    @Test
    void bodiesStayOnTheHeapWhereDirectMemoryIsOff() throws IOException {
        MemoryTier heap = tier("off");
        heap.put("a", metadata(LENGTH), new HeapBytes(new byte[LENGTH]));
        MemoryTier.Entry entry = Objects.requireNonNull(heap.get("a"));

        assertThat(entry.body().buffer(0, Long.MAX_VALUE)).isNull();
        assertThat(heap.directBytes()).isZero();
    }

    @Test
    void millionAdmissionsTakeNoMoreThanTheTierMayHave() throws IOException {
        BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .findFirst()
                .orElseThrow();
        long before = direct.getMemoryUsed();
        HeapBytes body = new HeapBytes(new byte[LENGTH]);
        ImageMetadata metadata = metadata(LENGTH);
        int outsideTheHeap = 0;
        long most = 0;
        for (int i = 0; i < 1_000_000; i++) {
            memory.put(Integer.toString(i), metadata, body);
            if (i % 1000 == 0) {
                most = Math.max(most, direct.getMemoryUsed() - before);
                put(i, LENGTH);
                outsideTheHeap += isDirect(i) ? 1 : 0;
            }
        }

        assertThat(most).as("direct memory of the JVM").isLessThanOrEqualTo(SIZE);
        assertThat(memory.directBytes()).isLessThanOrEqualTo(SIZE);
        assertThat(outsideTheHeap).as("of a thousand that were looked at").isGreaterThan(900);
        memory.close();
        assertThat(memory.directBytes()).isZero();
        assertThat(memory.count()).isZero();
    }

    @Test
    void readersKeepWhatIsPurgedReplacedOrEvicted() throws IOException {
        List<ByteSource> readers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            memory.put("k" + i, metadata(LENGTH), filled(i));
            readers.add(Objects.requireNonNull(memory.get("k" + i)).body());
        }
        memory.remove(KeySelector.of("k1"));
        memory.put("k2", metadata(LENGTH), filled(-2));
        memory.remove(KeySelector.ALL);
        for (int i = 0; i < 2000; i++) {
            memory.put("other" + i, metadata(LENGTH), filled(-1));
        }

        for (int i = 0; i < 100; i++) {
            try (ByteSource reader = readers.get(i)) {
                ByteBuffer bytes = Objects.requireNonNull(reader.buffer(0, Long.MAX_VALUE));
                while (bytes.hasRemaining()) {
                    assertThat(bytes.get()).isEqualTo((byte) i);
                }
            }
        }
    }

    private boolean isDirect(int number) throws IOException {
        MemoryTier.Entry entry = memory.get("n" + number);
        if (entry == null) {
            return false;
        }
        try (ByteSource body = entry.body()) {
            return body.buffer(0, Long.MAX_VALUE) != null;
        }
    }

    private void put(int number, int length) {
        memory.put("n" + number, metadata(length), new HeapBytes(new byte[length]));
    }

    private static HeapBytes filled(int value) {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, (byte) value);
        return new HeapBytes(bytes);
    }

    private static ImageMetadata metadata(int length) {
        return ImageMetadata.builder("image/png", length)
                .etag("\"e\"")
                .storedAt(Instant.EPOCH)
                .cacheControl("public, max-age=60")
                .build();
    }
}
