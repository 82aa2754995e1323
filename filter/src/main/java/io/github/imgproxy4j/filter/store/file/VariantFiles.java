package io.github.imgproxy4j.filter.store.file;

import io.github.imgproxy4j.filter.store.CacheKeys;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the file of each key is, and which key each file has. Thread-safe.
 *
 * <p>The first three characters of the first hash of a key name the folder of its file. Stores of earlier versions have two
 * levels of folders with two-character names instead; what is in them stays there and is found as long as there are any.
 *
 * <p>Each folder is a segment: one of the {@value #FOLDERS} new ones, or one of the 16 old ones with the same beginning, whose
 * numbers follow.
 *
 * <p>A file may have a second name beside the first, which begins with a dot and belongs to this version of the variant
 * alone; see {@link SecondNames}.
 */
final class VariantFiles {
    private static final int FOLDERS = 1 << 12;
    private static final int FOLDER_CHARACTERS = 3;
    private static final String FOLDER_NAMES = "[0-9a-f][0-9a-f][0-9a-f]";

    private static final int OLD_LEVELS = 2;
    private static final int OLD_CHARACTERS = 2;
    private static final String OLD_NAMES = "[0-9a-f][0-9a-f]";

    /** The new folder, and the old ones whose names, put together, begin with its name. */
    private static final int SEGMENTS_OF_FOLDER = 1 + 16;

    static final int SEGMENTS = FOLDERS * SEGMENTS_OF_FOLDER;

    private final Path folder;
    private volatile boolean hasOldFolders;

    VariantFiles(Path folder) {
        this.folder = folder;
    }

    /** Looks whether another version has stored anything here; until then nothing is looked for in its places. */
    void lookForOldFolders() throws IOException {
        hasOldFolders = !names(folder, OLD_NAMES).isEmpty();
    }

    /**
     * Where the file of a key is written, or the folder of a prefix without its slash.
     *
     * @throws IllegalArgumentException if it is not a key
     */
    Path of(String key) {
        return folder.resolve(CacheKeys.hashOf(key).substring(0, FOLDER_CHARACTERS) + '/' + key);
    }

    private Path oldOf(String key) {
        String hash = CacheKeys.hashOf(key);
        return folder.resolve(hash.substring(0, OLD_CHARACTERS)
                + '/'
                + hash.substring(OLD_CHARACTERS, OLD_LEVELS * OLD_CHARACTERS)
                + '/'
                + key);
    }

    /** Where the file of a key is, if it is anywhere. */
    Path find(String key) {
        Path file = of(key);
        if (!hasOldFolders || Files.isRegularFile(file)) {
            return file;
        }
        Path old = oldOf(key);
        return Files.isRegularFile(old) ? old : file;
    }

    /** All places where the file of a key, or the folder of a prefix without its slash, may be. */
    List<Path> placesOf(String key) {
        return hasOldFolders ? List.of(of(key), oldOf(key)) : List.of(of(key));
    }

    /** The numbers of the segments in which the files of a hash may be. */
    List<Integer> segmentsOf(String key) {
        return placesOf(key).stream().map(this::segmentOf).toList();
    }

    /** The number of the segment in which a file is. */
    int segmentOf(Path file) {
        Path relative = folder.relativize(file);
        String name = relative.getName(0).toString();
        return name.length() == FOLDER_CHARACTERS
                ? HexFormat.fromHexDigits(name) * SEGMENTS_OF_FOLDER
                : oldSegment(HexFormat.fromHexDigits(name + relative.getName(1)));
    }

    private static int oldSegment(int number) {
        return (number >> 4) * SEGMENTS_OF_FOLDER + 1 + (number & 0xF);
    }

    private Path folderOf(int segment) {
        int number = segment / SEGMENTS_OF_FOLDER;
        int old = segment % SEGMENTS_OF_FOLDER - 1;
        String name = HexFormat.of().toHexDigits(number, FOLDER_CHARACTERS);
        return old < 0
                ? folder.resolve(name)
                : folder.resolve(name.substring(0, OLD_CHARACTERS)
                        + '/'
                        + name.substring(OLD_CHARACTERS)
                        + HexFormat.of().toHexDigits(old, 1));
    }

    /** The key of a file, or null if the file is none of ours. */
    @Nullable
    String keyOf(Path file) {
        Path relative = folder.relativize(file);
        int levels = relative.getName(0).toString().length() == FOLDER_CHARACTERS ? 1 : OLD_LEVELS;
        if (relative.getNameCount() <= levels) {
            return null;
        }
        String key =
                relative.subpath(levels, relative.getNameCount()).toString().replace(File.separatorChar, '/');
        return CacheKeys.isKey(key) && (levels == 1 ? of(key) : oldOf(key)).equals(file) ? key : null;
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
        for (String name : names(folder, FOLDER_NAMES)) {
            segments.add(HexFormat.fromHexDigits(name) * SEGMENTS_OF_FOLDER);
        }
        lookForOldFolders();
        if (hasOldFolders) {
            addOldSegments(segments);
            segments.sort(null);
        }
        return segments;
    }

    private void addOldSegments(List<Integer> segments) throws IOException {
        for (String upper : names(folder, OLD_NAMES)) {
            for (String lower : names(folder.resolve(upper), OLD_NAMES)) {
                segments.add(oldSegment(HexFormat.fromHexDigits(upper + lower)));
            }
        }
    }

    private static List<String> names(Path parent, String pattern) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, pattern)) {
            children.forEach(child -> names.add(child.getFileName().toString()));
        } catch (NotDirectoryException | NoSuchFileException noFolder) {
            return List.of();
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        names.sort(null);
        return names;
    }

    /** Visits the files of a segment; see {@link #visitBelow}. */
    void visitSegment(int segment, Consumer<VariantFile> visitor, Consumer<Path> foreign) throws IOException {
        visitBelow(folderOf(segment), visitor, foreign);
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
        String version = versionOf(file);
        boolean deleted = deletedIfThere(file);
        if (deleted && version != null) {
            boolean unused = deletedIfThere(secondName(file, version));
        } else if (deleted) {
            deleteSecondNames(file);
        }
        Path parent = file.getParent();
        while (deleted && parent != null && !parent.equals(folder) && deletedIfEmpty(parent)) {
            parent = parent.getParent();
        }
        return deleted;
    }

    /** What the second name ends in, as far as it is known: looking for it would take longer the more files there are. */
    private static @Nullable String versionOf(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Trailer trailer = Trailer.read(channel);
            return trailer != null && SecondNames.isFit(trailer.version()) ? trailer.version() : null;
        } catch (IOException goneOrUnreadable) {
            return null;
        }
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
