package io.github.imgproxy4j.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that the demo makes for itself and takes away again. For one thread. */
final class TemporaryFolders {
    private static final Logger log = LoggerFactory.getLogger(TemporaryFolders.class);

    private final List<Path> folders = new ArrayList<>();

    Path create(String prefix) throws IOException {
        Path folder = Files.createTempDirectory(prefix);
        folders.add(folder);
        return folder;
    }

    /** Deletes them with all they hold; never follows a link out of them. */
    void delete() {
        for (Path folder : folders) {
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (IOException leftBehind) {
                log.warn("{} is left behind: {}", folder, leftBehind.toString());
            }
        }
        folders.clear();
    }
}
