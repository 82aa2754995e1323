package io.github.imgproxy4j.cli.serve;

import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.settings.Settings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the imgproxy executable to start with the server. */
final class ImgproxyBinary {
    private static final String NAME = "imgproxy";

    private ImgproxyBinary() {}

    /**
     * The executable file, or null if none is to be started.
     *
     * @throws IllegalArgumentException with the problem of the setting
     */
    static @Nullable Path of(Settings settings, Map<String, String> environment) {
        String configured = settings.find(ServeSettings.BINARY);
        if (settings.isSet(FilterSettings.URL) || ServeSettings.NONE.equals(configured)) {
            return null;
        }
        if (configured == null) {
            return onPath(NAME, environment);
        }
        Path found =
                configured.contains(File.separator) ? executable(Path.of(configured)) : onPath(configured, environment);
        if (found == null) {
            throw new IllegalArgumentException(settings.spell(ServeSettings.BINARY) + " [" + configured
                    + "] must be an executable file, a name on the PATH, or none");
        }
        return found;
    }

    /** The first executable file of a name in the folders of {@code PATH}. */
    static @Nullable Path onPath(String name, Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> executable(Path.of(folder, name)))
                .filter(file -> file != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Path executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file) ? file.toAbsolutePath() : null;
    }
}
