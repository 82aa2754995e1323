package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Variants.Variant;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.file.FileStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Fills the folder of a file store faster than the store could: most names are links to a few files. To the store they
 * are files like others; the folders, which are most of the work at start, are all real.
 */
final class FullStore {
    /** A file of ext4 has at most 65,000 names. */
    private static final int NAMES_PER_FILE = 60_000;

    private static final int FOLDER_CHARACTERS = 3;

    private final Path folder;

    private FullStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Fills a folder.
     *
     * @param first is there with the others
     * @param others as many as there shall be
     */
    static void fill(Path folder, Variant first, Stream<Variant> others) throws IOException {
        FullStore full = new FullStore(folder);
        Path file = full.store(first);
        int names = 1;
        for (Variant variant : (Iterable<Variant>) others::iterator) {
            if (names == NAMES_PER_FILE) {
                file = full.store(variant);
                names = 1;
            } else {
                full.link(variant.key(), file);
                names++;
            }
        }
    }

    private Path store(Variant variant) throws IOException {
        try (FileStore store = new FileStore(folder)) {
            put(store, variant.key());
            return parent(variant.key()).resolve(variant.key());
        }
    }

    /** Stores a small variant. */
    static boolean put(FileStore store, String key) throws IOException {
        byte[] body = new byte[Pace.SMALL];
        ImageMetadata metadata = ImageMetadata.builder("image/webp", body.length)
                .etag("\"0\"")
                .storedAt(Instant.now())
                .cacheControl("public, max-age=31536000, immutable")
                .build();
        return store.put(key, metadata, ImageBody.of(body));
    }

    private Path parent(String key) {
        return folder.resolve(key.substring(0, FOLDER_CHARACTERS));
    }

    private void link(String key, Path file) throws IOException {
        Path parent = parent(key);
        try {
            Files.createDirectory(parent);
        } catch (FileAlreadyExistsException shared) {
            // Another name is there.
        } catch (IOException noParents) {
            Files.createDirectories(parent);
        }
        Files.createLink(parent.resolve(key), file);
    }
}
