package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.store.CacheKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with the keys that are asked for most, one a line, so that the memory tier of the next process begins with them.
 *
 * <p>A file that cannot be read or written costs a few reads from the store, and nothing else.
 */
public final class WarmupFile {
    private static final Logger log = LoggerFactory.getLogger(WarmupFile.class);

    /** More do not fit into a memory tier of the usual size. */
    private static final int MOST = 10_000;

    private final Path file;

    public WarmupFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** The keys of the process before, hottest first; none if there are none. */
    public List<String> load() {
        try (var lines = Files.lines(file)) {
            return lines.filter(CacheKeys::isKey).limit(MOST).toList();
        } catch (NoSuchFileException firstStart) {
            return List.of();
        } catch (IOException | RuntimeException unreadable) {
            log.warn("{} cannot be read, so the memory tier starts empty: {}", file, unreadable.toString());
            return List.of();
        }
    }

    /** Writes the keys for the next process; a partly written file is never read. */
    public void save(MemoryTier memory) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.write(unfinished, memory.hottest(MOST));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            log.warn("{} cannot be written, so the next memory tier starts empty: {}", file, unwritable.toString());
        }
    }
}
