package io.github.imgproxy4j.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.Lifetime;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of every {@link ImageStore}, with one test for each rule. The test of a store extends this class and
 * creates the store:
 *
 * <pre>{@code
 * class MyStoreTest extends ImageStoreContract {
 *     @Override
 *     protected ImageStore emptyStore() {
 *         return new MyStore();
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit makes an instance for each test, so each test has a store of its own, which the contract closes. The store
 * may be on another machine: nothing here depends on time. 300 kB are stored at once from eight threads.
 *
 * <p>A {@link io.github.imgproxy4j.filter.store.PurgeableStore} extends {@link PurgeableStoreContract} instead.
 */
public abstract class ImageStoreContract {
    /** A key of the default layout: 32 hexadecimal digits. */
    protected static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";

    static final String OTHER_KEY = "ee732291b28b5c8a1e8b5a1c1b4f0d3e";

    private ImageStore store;

    /** For subclasses. */
    protected ImageStoreContract() {}

    /**
     * Creates an empty store. Called before each test.
     *
     * @throws IOException if it cannot be created; the test fails
     */
    protected abstract ImageStore emptyStore() throws IOException;

    ImageStore store() {
        return store;
    }

    @BeforeEach
    void open() throws IOException {
        store = emptyStore();
    }

    @AfterEach
    void close() {
        store.close();
        store.close();
    }

    @Test
    void whatWasNeverStoredIsNotThere() throws IOException {
        assertThat(store.get(KEY)).isNull();
        assertThat(store.delete(KEY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 1_000_003})
    void whatWasStoredComesBackWithAllItsMetadata(int length) throws IOException {
        byte[] body = bytes(length);
        ImageMetadata metadata = metadata(length);

        assertThat(store.put(KEY, metadata, ImageBody.of(body))).isTrue();

        try (StoredImage image = stored(KEY)) {
            assertThat(image.metadata()).isEqualTo(metadata);
            assertThat(image.body().readAllBytes()).isEqualTo(body);
        }
    }

    @Test
    void metadataMayLackWhatMayBeNull() throws IOException {
        ImageMetadata sparse = ImageMetadata.builder("image/gif", 3)
                .etag("\"e\"")
                .storedAt(Instant.ofEpochSecond(1_700_000_000))
                .cacheControl("public, max-age=60")
                .build();

        store.put(KEY, sparse, ImageBody.of(bytes(3)));

        try (StoredImage image = stored(KEY)) {
            assertThat(image.metadata()).isEqualTo(sparse);
        }
    }

    @Test
    void firstPutWins() throws IOException {
        byte[] first = bytes(100);
        store.put(KEY, metadata(100), ImageBody.of(first));

        assertThat(store.put(KEY, metadata(50), ImageBody.of(bytes(50)))).isFalse();

        try (StoredImage image = stored(KEY)) {
            assertThat(image.body().readAllBytes()).isEqualTo(first);
        }
    }

    @Test
    void keysAreIndependent() throws IOException {
        store.put(KEY, metadata(10), ImageBody.of(bytes(10)));
        store.put(OTHER_KEY, metadata(20), ImageBody.of(bytes(20)));

        assertThat(store.delete(KEY)).isTrue();

        assertThat(store.get(KEY)).isNull();
        try (StoredImage image = stored(OTHER_KEY)) {
            assertThat(image.metadata().length()).isEqualTo(20);
        }
    }

    @Test
    void deletedMayBeStoredAgain() throws IOException {
        store.put(KEY, metadata(10), ImageBody.of(bytes(10)));
        store.delete(KEY);

        assertThat(store.put(KEY, metadata(20), ImageBody.of(bytes(20)))).isTrue();
    }

    @Test
    void bodyThatBreaksLeavesNothingBehind() {
        ImageBody broken = new ImageBody() {
            @Override
            public long length() {
                return 100;
            }

            @Override
            public InputStream open() {
                return new SequenceInputStream(new ByteArrayInputStream(bytes(50)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("broken");
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        return read();
                    }
                });
            }
        };

        assertThatThrownBy(() -> store.put(KEY, metadata(100), broken)).isInstanceOf(IOException.class);
        assertThatNothingIsStored();
    }

    @Test
    void bodyOfAnotherLengthLeavesNothingBehind() {
        assertThatThrownBy(() -> store.put(KEY, metadata(100), ImageBody.of(bytes(99))))
                .isInstanceOf(IOException.class);
        assertThatNothingIsStored();
    }

    @Test
    void readerKeepsWhatItOpenedWhileTheVariantIsDeleted() throws IOException {
        byte[] body = bytes(200_000);
        store.put(KEY, metadata(body.length), ImageBody.of(body));

        try (StoredImage image = stored(KEY)) {
            store.delete(KEY);
            assertThat(image.body().readAllBytes()).isEqualTo(body);
        }
    }

    @Test
    void manyWritersOfOneKeyStoreItOnceAndReadersSeeAllOrNothing() throws Exception {
        byte[] body = bytes(300_000);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(() -> store.put(KEY, metadata(body.length), ImageBody.of(body)));
                tasks.add(this::readsAllOrNothing);
            }
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isNotNull();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(readsAllOrNothing()).isTrue();
    }

    private StoredImage stored(String key) throws IOException {
        StoredImage image = store.get(key);
        if (image == null) {
            throw new AssertionError("nothing is stored under " + key);
        }
        return image;
    }

    private boolean readsAllOrNothing() throws IOException {
        try (StoredImage image = store.get(KEY)) {
            if (image == null) {
                return false;
            }
            assertThat(image.body().readAllBytes()).isEqualTo(bytes(300_000));
            return true;
        }
    }

    boolean isStored(String key) throws IOException {
        try (StoredImage image = store.get(key)) {
            return image != null;
        }
    }

    @Test
    void isReadyAndHasNames() throws IOException {
        store.checkReady();

        assertThat(store.tier()).matches("[a-z0-9]+");
        assertThat(store.description()).isNotBlank();
    }

    private void assertThatNothingIsStored() {
        try {
            assertThat(store.get(KEY)).isNull();
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /**
     * A body for tests.
     *
     * @return pseudo-random bytes, equal for equal lengths
     */
    protected static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /**
     * Complete metadata.
     *
     * @param length of the body, in bytes
     */
    protected static ImageMetadata metadata(int length) {
        return ImageMetadata.builder("image/webp", length)
                .etag("\"0123456789abcdef0123456789abcdef\"")
                .storedAt(Instant.ofEpochSecond(1_700_000_000))
                .cacheControl("public, max-age=31536000, immutable")
                .contentDisposition("inline; filename=\"cat.webp\"")
                .path("/rs:fill:300:200/bG9jYWw6Ly8vY2F0LmpwZw.webp")
                .lifetime(Lifetime.builder()
                        .freshFrom(Instant.ofEpochSecond(1_700_000_000))
                        .freshUntil(Instant.ofEpochSecond(1_700_003_600))
                        .expiresAt(Instant.ofEpochSecond(1_800_000_000))
                        .staleWhileRevalidate(Duration.ofSeconds(60))
                        .staleIfError(Duration.ofDays(1))
                        .upstreamEtag("W/\"source-1\"")
                        .upstreamModified(Instant.ofEpochSecond(1_600_000_000))
                        .build())
                .build();
    }
}
