package io.github.imgproxy4j.filter.store.file;

import io.github.imgproxy4j.filter.store.file.VariantFiles.VariantFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A folder of variants that records every change in the ledger. Thread-safe. */
final class CountedFolder {
    /** How often a segment is counted while it changes; if it still changes, its figures are left unchanged. */
    private static final int COUNTS = 3;

    private static final int NEWEST = 200;

    /** How often moving a file is tried if its folder is missing. */
    private static final int MOVES = 3;

    private final VariantFiles files;
    private final Ledger ledger = new Ledger();
    private final RecentKeys newest = new RecentKeys(NEWEST);
    private final OpenFiles openFiles = new OpenFiles();

    CountedFolder(Path folder) {
        this.files = new VariantFiles(folder);
    }

    VariantFiles files() {
        return files;
    }

    Ledger ledger() {
        return ledger;
    }

    RecentKeys newest() {
        return newest;
    }

    OpenFiles openFiles() {
        return openFiles;
    }

    /** Moves a complete file to its place. */
    void add(String key, Path finished, long bytes, long nowMillis) throws IOException {
        Path file = files.of(key);
        int segment = files.segmentOf(file);
        int added = 0;
        ledger.begin(segment);
        try {
            move(finished, file);
            added = 1;
            newest.add(key, nowMillis);
        } finally {
            ledger.end(segment, added, added * bytes);
        }
    }

    /** A new folder may be removed while it is empty; the second time it is in use. */
    private static void move(Path finished, Path file) throws IOException {
        for (int i = 1; i < MOVES; i++) {
            try {
                Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (NoSuchFileException noFolder) {
                Files.createDirectories(file.getParent());
            }
        }
        Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Removes a file.
     *
     * @return whether it existed
     */
    boolean remove(String key, Path file, long bytes) throws IOException {
        int segment = files.segmentOf(file);
        int removed = 0;
        ledger.begin(segment);
        try {
            removed = files.delete(file) ? 1 : 0;
            newest.remove(key);
            return removed > 0;
        } finally {
            openFiles.remove(key);
            ledger.end(segment, -removed, -removed * bytes);
        }
    }

    /** Counts the files of a segment again, and returns them. */
    List<VariantFile> count(int segment, Consumer<Path> foreign) throws IOException {
        List<VariantFile> found = new ArrayList<>();
        for (int i = 0; i < COUNTS; i++) {
            int stamp = ledger.stamp(segment);
            found.clear();
            files.visitSegment(segment, found::add, foreign);
            long bytes = found.stream().mapToLong(VariantFile::bytes).sum();
            if (ledger.counted(segment, stamp, found.size(), bytes)) {
                break;
            }
        }
        return found;
    }
}
