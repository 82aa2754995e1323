package io.github.imgproxy4j.filter.store.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is only read stays as it is. */
class ReadOnlyFilesTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final String DAMAGED = "ee732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final byte[] BODY = {1, 2, 3};
    private static final ImageMetadata METADATA = ImageMetadata.builder("image/png", BODY.length)
            .etag("\"e\"")
            .storedAt(Instant.EPOCH)
            .cacheControl("max-age=9")
            .build();

    @TempDir
    private Path folder;

    private void fill() throws IOException {
        try (FileStore store = new FileStore(folder)) {
            assertThat(store.put(KEY, METADATA, ImageBody.of(BODY))).isTrue();
            assertThat(store.put(DAMAGED, METADATA, ImageBody.of(BODY))).isTrue();
        }
        Files.write(folder.resolve("ee7/" + DAMAGED), BODY);
        Files.delete(folder.resolve("unfinished"));
        Files.getFileAttributeView(folder.resolve("dd7/" + KEY), BasicFileAttributeView.class)
                .setTimes(FileTime.from(Instant.EPOCH), FileTime.from(Instant.EPOCH), null);
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void variantsAreReadAndNothingChanges() throws IOException {
        fill();
        List<String> before = tree();
        List<String> keys = new ArrayList<>();

        try (FileStore store = FileStore.builder(folder)
                .maximumBytes(1)
                .maximumAge(Duration.ofSeconds(1))
                .readOnly()
                .build()) {
            store.list("", keys::add);
            try (StoredImage image = requireNonNull(store.get(KEY))) {
                assertThat(image.body().readAllBytes()).isEqualTo(BODY);
            }
            assertThat(store.get(DAMAGED)).isNull();
            store.checkReady();
            assertThatThrownBy(() -> store.put(KEY, METADATA, ImageBody.of(BODY)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("only");
            assertThatThrownBy(() -> store.delete(KEY)).isInstanceOf(IOException.class);
            assertThatThrownBy(store::clear).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.deletePrefix(KEY + "/")).isInstanceOf(IOException.class);
        }

        assertThat(keys).containsExactlyInAnyOrder(KEY, DAMAGED);
        assertThat(tree()).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(folder.resolve("dd7/" + KEY)).toInstant())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void folderMustExist() {
        Path none = folder.resolve("none");

        assertThatThrownBy(() -> FileStore.builder(none).readOnly().build())
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining("none");
        assertThat(none).doesNotExist();
    }
}
