package io.github.imgproxy4j.strangers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Where things are. */
final class Folders {
    /** This folder; Surefire names it. */
    static final Path STRANGERS = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    static final Path PROJECT = STRANGERS.getParent();
    static final Path TARGET = STRANGERS.resolve("target");

    private Folders() {}

    /** Removes all that is in a folder, as {@code rm -rf folder/*} does; links are not followed. */
    static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    if (!visited.equals(folder)) {
                        Files.delete(visited);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    /** An empty folder below {@code target}. */
    static Path fresh(String name) {
        Path folder = TARGET.resolve(name);
        empty(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
