package io.github.imgproxy4j.filter.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the system for one variant: each call costs more than what the store itself does. */
class SystemCallsTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final String NEIGHBOUR = "dd7aaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final int TYPICAL = 43 * 1024;

    @TempDir
    Path folder;

    private Path recorded;
    private FileStore store;

    @BeforeEach
    void open() throws IOException {
        recorded = RecordedFiles.below(folder);
        store = new FileStore(recorded);
        RecordedFiles.callsOf(recorded);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void put(String key, int length) throws IOException {
        ImageMetadata metadata = ImageMetadata.builder("image/webp", length)
                .etag("\"x\"")
                .storedAt(Instant.EPOCH)
                .cacheControl("public")
                .build();
        assertThat(store.put(key, metadata, ImageBody.of(new byte[length]))).isTrue();
    }

    @Test
    void storingATypicalVariantTakesFiveCallsAndOneWrite() throws IOException {
        put(NEIGHBOUR, 1);
        RecordedFiles.callsOf(recorded);

        put(KEY, TYPICAL);

        assertThat(RecordedFiles.callsOf(recorded)).containsExactly("stat", "open", "write", "close", "rename");
    }

    @Test
    void firstVariantOfAFolderTakesTwoMore() throws IOException {
        put(KEY, TYPICAL);

        assertThat(RecordedFiles.callsOf(recorded))
                .containsExactly("stat", "open", "write", "close", "rename", "mkdir", "rename");
    }

    @Test
    void longBodyIsWrittenInPiecesOf128Kilobytes() throws IOException {
        put(NEIGHBOUR, 1);
        RecordedFiles.callsOf(recorded);

        put(KEY, 1024 * 1024);

        assertThat(RecordedFiles.callsOf(recorded)).filteredOn("write"::equals).hasSize(9);
    }

    @Test
    void lookForWhatIsNotThereTakesOneCall() throws IOException {
        assertThat(store.get(KEY)).isNull();

        assertThat(RecordedFiles.callsOf(recorded)).containsExactly("stat");
    }

    @Test
    void variantThatIsThereIsNotWritten() throws IOException {
        put(KEY, TYPICAL);
        RecordedFiles.callsOf(recorded);

        ImageMetadata metadata = ImageMetadata.builder("image/webp", 1)
                .etag("\"x\"")
                .storedAt(Instant.EPOCH)
                .cacheControl("public")
                .build();
        assertThat(store.put(KEY, metadata, ImageBody.of(new byte[1]))).isFalse();
        assertThat(RecordedFiles.callsOf(recorded)).containsExactly("stat");
    }

    @Test
    void removingTakesNoLookThroughTheFolder() throws IOException {
        put(NEIGHBOUR, 1);
        put(KEY, TYPICAL);
        RecordedFiles.callsOf(recorded);

        assertThat(store.delete(KEY)).isTrue();

        // The last two are for a second name, and for the folder if it is empty.
        assertThat(RecordedFiles.callsOf(recorded)).containsExactly("stat", "open", "unlink", "unlink", "unlink");
    }
}
