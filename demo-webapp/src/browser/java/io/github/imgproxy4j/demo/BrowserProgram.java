package io.github.imgproxy4j.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A browser of this machine.
 *
 * @param label what to call it
 * @param pathProperty the system property that names the program
 * @param names what it is called on the PATH
 */
record BrowserProgram(String label, String pathProperty, List<String> names) {
    private static final String REQUIRED_PROPERTY = "imgproxy4j.require.browser";

    /** The program; a test that needs it is aborted where there is none, or fails if one is required. */
    Path require() {
        return executable().orElseThrow(this::missing);
    }

    private Optional<Path> executable() {
        String given = System.getProperty(pathProperty, "");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given)).filter(Files::isExecutable);
        }
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return names.stream()
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @SuppressWarnings("SystemOut") // Has to be seen in the log of the build.
    private RuntimeException missing() {
        String reason = "no " + label + ": none of " + names + " is on the PATH; -D" + pathProperty + " names another one";
        if (Boolean.getBoolean(REQUIRED_PROPERTY)) {
            throw new AssertionFailedError(reason);
        }
        System.out.println("NOT RUN: " + reason);
        return new TestAbortedException(reason);
    }
}
