package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which files are written before they are moved to their place. It is created again whenever another program has
 * removed it. Thread-safe; several JVMs may share it.
 */
final class UnfinishedFiles {
    private static final Logger log = LoggerFactory.getLogger(UnfinishedFiles.class);

    /** A folder that was just created may be removed again, but not forever. */
    private static final int ATTEMPTS = 3;

    /** As many bytes as a full disk surely has no room for: some file systems keep a few in the entry of the file. */
    private static final int PROBE_BYTES = 4096;

    private final Path folder;
    private final String prefix = UUID.randomUUID() + "-";
    private final AtomicLong number = new AtomicLong();
    private final GatheredOutput.Buffers buffers = new GatheredOutput.Buffers();
    private volatile Runnable whenRemade = () -> {};

    UnfinishedFiles(Path folder) {
        this.folder = folder;
    }

    /** Runs the task each time that the folder was gone and is there again. */
    void whenRemade(Runnable task) {
        whenRemade = task;
    }

    /** A unique name. */
    Path next() {
        return folder.resolve(prefix + number.incrementAndGet());
    }

    /** Opens a new file, whose name {@link #next} gave. */
    OutputStream create(Path file) throws IOException {
        for (int i = 1; i < ATTEMPTS; i++) {
            try {
                return open(file);
            } catch (NoSuchFileException noFolder) {
                makeAgain();
            } catch (FileSystemException failure) {
                if (Files.isDirectory(folder)) {
                    throw failure;
                }
                makeAgain();
            }
        }
        return open(file);
    }

    private OutputStream open(Path file) throws IOException {
        return new GatheredOutput(
                Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), buffers);
    }

    private void makeAgain() throws IOException {
        make();
        whenRemade.run();
    }

    /**
     * Makes the folder, and those above it, if they are missing.
     *
     * @throws IOException if that cannot be done; it names what is in the way
     */
    void make() throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException inTheWay) {
            throw new IOException(
                    inTheWay.getFile() + " must be a folder: move the file away, and the folder is created", inTheWay);
        }
    }

    /**
     * Writes a small file and removes it again: only so a full disk, and a folder that went or may not be written, show.
     *
     * @throws IOException with the reason why no file can be written
     */
    void checkWritable() throws IOException {
        Path probe = next();
        try {
            try (OutputStream out = create(probe)) {
                out.write(new byte[PROBE_BYTES]);
            }
        } catch (IOException unwritable) {
            throw new IOException(folder + " cannot be written: " + unwritable.getMessage(), unwritable);
        } finally {
            discard(probe);
        }
    }

    /** Removes a file that was not moved to its place, if it is there. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unremovable) {
            log.debug("{} is left", file, unremovable);
        }
    }

    /** Removes what was left by processes that were killed: files that are older than any write takes. */
    void removeOlderThan(long modifiedMillis) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                removeIfOlder(file, modifiedMillis);
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            // Then nothing was left in it either.
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static void removeIfOlder(Path file, long modifiedMillis) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toMillis() < modifiedMillis) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException finishedMeanwhile) {
            // Its writer moved it to its place.
        }
    }
}
