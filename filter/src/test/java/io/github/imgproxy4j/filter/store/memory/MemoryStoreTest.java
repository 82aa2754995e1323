package io.github.imgproxy4j.filter.store.memory;

import static io.github.imgproxy4j.filter.store.Variants.KEY;
import static io.github.imgproxy4j.filter.store.Variants.bytes;
import static io.github.imgproxy4j.filter.store.Variants.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.store.BrowsableStore;
import io.github.imgproxy4j.filter.store.ImageBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is special about the heap; what every store promises, {@code store-testkit} tests of this one, too. */
class MemoryStoreTest {
    @Test
    void whatWasNotAskedForTheLongestMakesRoom() throws IOException {
        List<String> evicted = new ArrayList<>();
        MemoryStore store = new MemoryStore(250);
        store.evictionListener((key, bytes, reason) -> evicted.add(key + " " + bytes + " " + reason));
        String first = key(1);
        String second = key(2);
        store.put(first, metadata(100), ImageBody.of(bytes(100)));
        store.put(second, metadata(100), ImageBody.of(bytes(100)));
        store.get(first);

        store.put(key(3), metadata(100), ImageBody.of(bytes(100)));

        assertThat(evicted).containsExactly(second + " 100 SIZE");
        assertThat(store.inventory(5).newest())
                .extracting(BrowsableStore.Item::key)
                .containsExactlyInAnyOrder(first, key(3));
        assertThat(store.inventory(1).count()).isEqualTo(2);
        assertThat(store.inventory(1).bytes()).isEqualTo(200);
    }

    @Test
    void whatIsLargerThanTheStoreIsNotKept() throws IOException {
        MemoryStore store = new MemoryStore(99);

        store.put(KEY, metadata(100), ImageBody.of(bytes(100)));

        assertThat(store.get(KEY)).isNull();
        assertThat(store.inventory(1).bytes()).isZero();
    }

    private static String key(int number) {
        return String.format("%032x", number);
    }
}
