package io.github.imgproxy4j.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.filter.store.PurgeableStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link PurgeableStore} promises besides what {@link ImageStoreContract} tests. About 1,200 variants of a few
 * bytes are stored.
 */
public abstract class PurgeableStoreContract extends ImageStoreContract {
    private PurgeableStore store;

    /** For subclasses. */
    protected PurgeableStoreContract() {}

    @Override
    protected abstract PurgeableStore emptyStore() throws IOException;

    @BeforeEach
    void remember() {
        store = (PurgeableStore) store();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "thumbs/"})
    void deletePrefixRemovesTheVariantsOfOneSourceAndNoOthers(String folder) throws IOException {
        String source = folder + "0c4f2291b28b5c8a1e8b5a1c1b4f0d3e/";
        String otherSource = folder + "0c4f2291b28b5c8a1e8b5a1c1b4f0d3f/";
        for (String key : List.of(source + KEY, source + OTHER_KEY + ".webp", otherSource + KEY, KEY)) {
            store.put(key, metadata(10), ImageBody.of(bytes(10)));
        }

        assertThat(store.deletePrefix(source)).isEqualTo(2);
        assertThat(store.deletePrefix(source)).as("the second time").isZero();

        assertThat(isStored(source + KEY)).isFalse();
        assertThat(isStored(source + OTHER_KEY + ".webp")).isFalse();
        assertThat(isStored(otherSource + KEY)).isTrue();
        assertThat(isStored(KEY)).isTrue();
    }

    @Test
    void listNamesEachVariantAndThoseOfAPrefix() throws IOException {
        assumeTrue(store instanceof ListableStore, "the store cannot list its keys");
        String group = "0c4f2291b28b5c8a1e8b5a1c1b4f0d3e/";
        for (String key : List.of(KEY, KEY + ".webp", group + KEY, group + OTHER_KEY)) {
            store.put(key, metadata(10), ImageBody.of(bytes(10)));
        }

        assertThat(listed("")).containsExactlyInAnyOrder(KEY, KEY + ".webp", group + KEY, group + OTHER_KEY);
        assertThat(listed(group)).containsExactlyInAnyOrder(group + KEY, group + OTHER_KEY);
        assertThat(listed(KEY)).containsExactlyInAnyOrder(KEY, KEY + ".webp");
        assertThat(listed(group + "ffff")).isEmpty();
    }

    private List<String> listed(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        ((ListableStore) store).list(prefix, keys::add);
        return keys;
    }

    @Test
    void deletePrefixRemovesEachOfMany() throws IOException {
        String source = "0c4f2291b28b5c8a1e8b5a1c1b4f0d3e/";
        for (int i = 0; i < 1100; i++) {
            store.put(source + String.format("%032x", i), metadata(1), ImageBody.of(bytes(1)));
        }

        assertThat(store.deletePrefix(source)).isEqualTo(1100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "thumbs/", "0c4f2291b28b5c8a1e8b5a1c1b4f0d3e", "0c4f/", "../", "a//"})
    void prefixThatIsNotThatOfASourceIsRefused(String prefix) {
        assertThatThrownBy(() -> store.deletePrefix(prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clearRemovesEverything() throws IOException {
        store.put(KEY, metadata(10), ImageBody.of(bytes(10)));
        store.put(OTHER_KEY, metadata(20), ImageBody.of(bytes(20)));

        store.clear();

        assertThat(store.get(KEY)).isNull();
        assertThat(store.get(OTHER_KEY)).isNull();
    }
}
