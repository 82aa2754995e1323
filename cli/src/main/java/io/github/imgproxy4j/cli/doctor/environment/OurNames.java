package io.github.imgproxy4j.cli.doctor.environment;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.internal.text.NearNames;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The environment variables of all modules of imgproxy4j. */
final class OurNames {
    static final String PREFIX = "IMGPROXY4J_";

    private final List<String> names = new ArrayList<>();

    OurNames() {
        for (Setting<?> setting : new CoreSettings().settings()) {
            names.add(setting.environmentName());
        }
        Properties others = new Properties();
        try (InputStream resource = Settings.class.getResourceAsStream("modules.properties")) {
            if (resource != null) {
                others.load(resource);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("modules.properties cannot be read", unreadable);
        }
        others.values().forEach(line -> names.add(line.toString().split(" ", 2)[0]));
    }

    boolean has(String name) {
        return names.contains(name);
    }

    Optional<String> nearest(String name) {
        return Optional.ofNullable(NearNames.nearest(name, names));
    }
}
