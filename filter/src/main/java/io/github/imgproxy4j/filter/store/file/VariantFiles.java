package io.github.imgproxy4j.filter.store.file;

import io.github.imgproxy4j.filter.store.CacheKeys;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the file of each key is, and which key each file has. Immutable and thread-safe.
 *
 * <p>The first hash of a key spreads the files over two levels of folders with two-character names. Each folder of the
 * lower level is a segment: there are {@value #SEGMENTS} of them, which hold about equally many files.
 *
 * <p>A file may have a second name beside the first, which begins with a dot and belongs to this version of the variant
 * alone; see {@link SecondNames}.
 */
final class VariantFiles {
    static final int SEGMENTS = 1 << 16;

    private static final int LEVELS = 2;
    private static final int LEVEL_CHARACTERS = 2;
    private static final int LEVEL_FOLDERS = 1 << 8;

    private final Path folder;

    VariantFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The file of a key, or the folder of a prefix without its slash.
     *
     * @throws IllegalArgumentException if it is not a key
     */
    Path of(String key) {
        String hash = CacheKeys.hashOf(key);
        return folder.resolve(hash.substring(0, 2) + '/' + hash.substring(2, 4) + '/' + key);
    }

    /** The number of the segment in which a key's file is. */
    static int segmentOf(String key) {
        return HexFormat.fromHexDigits(CacheKeys.hashOf(key), 0, LEVEL_CHARACTERS * 2);
    }

    /** The key of a file, or null if the file is none of ours. */
    @Nullable
    String keyOf(Path file) {
        Path relative = folder.relativize(file);
        if (relative.getNameCount() <= LEVELS) {
            return null;
        }
        String key =
                relative.subpath(LEVELS, relative.getNameCount()).toString().replace(File.separatorChar, '/');
        return CacheKeys.isKey(key) && of(key).equals(file) ? key : null;
    }

    /** The second name of the version of a variant that is in a file. */
    static Path secondName(Path file, String version) {
        return file.resolveSibling(secondNamesOf(file) + version);
    }

    /** What the second names of a file begin with; no key has a part that begins with a dot. */
    private static String secondNamesOf(Path file) {
        return "." + file.getFileName() + ".";
    }

    /** The first name that belongs to a second one, or null if it is none. */
    private static @Nullable Path firstNameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int end = name.lastIndexOf('.');
        return name.startsWith(".") && end > 1 ? file.resolveSibling(name.substring(1, end)) : null;
    }

    /** The segments that have a folder, in order. */
    List<Integer> segments() throws IOException {
        List<Integer> segments = new ArrayList<>();
        for (int upper : levelFolders(folder)) {
            for (int lower : levelFolders(folder.resolve(name(upper)))) {
                segments.add(upper * LEVEL_FOLDERS + lower);
            }
        }
        return segments;
    }

    private static List<Integer> levelFolders(Path parent) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, "[0-9a-f][0-9a-f]")) {
            children.forEach(child ->
                    numbers.add(HexFormat.fromHexDigits(child.getFileName().toString())));
        } catch (NotDirectoryException | NoSuchFileException noFolder) {
            return List.of();
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        numbers.sort(null);
        return numbers;
    }

    private static String name(int number) {
        return HexFormat.of().toHexDigits((byte) number);
    }

    /** Visits the files of a segment; see {@link #visitBelow}. */
    void visitSegment(int segment, Consumer<VariantFile> visitor, Consumer<Path> foreign) throws IOException {
        visitBelow(
                folder.resolve(name(segment / LEVEL_FOLDERS)).resolve(name(segment % LEVEL_FOLDERS)), visitor, foreign);
    }

    /**
     * Visits all files below a folder without opening them; what vanishes meanwhile is not visited. Second names that
     * have lost the first are removed.
     *
     * @param visitor gets the files that are ours by their names
     * @param foreign gets the others
     */
    void visitBelow(Path top, Consumer<VariantFile> visitor, Consumer<Path> foreign) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String key = attributes.isRegularFile() ? keyOf(file) : null;
                Path firstName = key == null ? firstNameOf(file) : null;
                if (firstName != null && keyOf(firstName) != null) {
                    removeIfAlone(file, firstName);
                } else if (key == null) {
                    foreign.accept(file);
                } else {
                    visitor.accept(new VariantFile(
                            key,
                            file,
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis(),
                            attributes.lastAccessTime().toMillis()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (isGone(file, failure)) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                return failure instanceof NoSuchFileException
                        ? FileVisitResult.CONTINUE
                        : super.postVisitDirectory(directory, failure);
            }
        });
    }

    private static void removeIfAlone(Path secondName, Path firstName) throws IOException {
        if (!Files.exists(firstName)) {
            boolean unused = deletedIfThere(secondName);
        }
    }

    /**
     * Removes a file with all its names, and the folders that are empty without it.
     *
     * @return whether it existed
     */
    boolean delete(Path file) throws IOException {
        boolean deleted = deletedIfThere(file);
        if (deleted) {
            deleteSecondNames(file);
        }
        Path parent = file.getParent();
        while (deleted && parent != null && !parent.equals(folder) && deletedIfEmpty(parent)) {
            parent = parent.getParent();
        }
        return deleted;
    }

    private static void deleteSecondNames(Path file) throws IOException {
        String beginning = secondNamesOf(file);
        try (DirectoryStream<Path> names = Files.newDirectoryStream(
                file.getParent(), name -> String.valueOf(name.getFileName()).startsWith(beginning))) {
            for (Path name : names) {
                boolean unused = deletedIfThere(name);
            }
        } catch (NotDirectoryException | NoSuchFileException noFolder) {
            // Then there are none either.
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static boolean deletedIfThere(Path file) throws IOException {
        try {
            return Files.deleteIfExists(file);
        } catch (FileSystemException failure) {
            if (isGone(file, failure)) {
                return false;
            }
            throw failure;
        }
    }

    /** An empty folder that stays does no harm, and the file is gone already. */
    private static boolean deletedIfEmpty(Path directory) {
        try {
            return Files.deleteIfExists(directory);
        } catch (IOException stillUsedOrReadOnly) {
            return false;
        }
    }

    /**
     * Whether a file could not be used because it is not there, be it that something else is in the place of its folder:
     * systems have no error of its own for that.
     */
    static boolean isGone(Path file, IOException failure) {
        Path parent = file.getParent();
        return failure instanceof NoSuchFileException
                || (failure instanceof FileSystemException && parent != null && !Files.isDirectory(parent));
    }

    /**
     * What a folder tells of a file.
     *
     * @param bytes its length, metadata included
     * @param modifiedMillis when it was written
     * @param accessedMillis about when it was last asked for
     */
    record VariantFile(String key, Path path, long bytes, long modifiedMillis, long accessedMillis) {}
}
