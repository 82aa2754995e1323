package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The default of a setting as a user would type it. */
final class DefaultText {
    private static final long MEBI = 1024 * 1024;

    private DefaultText() {}

    /** Text that the setting reads as its default; empty if it has none. */
    static String of(Setting<?> setting) {
        Object value = setting.defaultValue();
        return value == null
                ? ""
                : spellings(value)
                        .filter(text -> value.equals(read(setting, text)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nothing a user can type is the default of " + setting));
    }

    private static Stream<String> spellings(Object value) {
        if (value instanceof Duration duration) {
            return Stream.of(duration.toSeconds() + "s", duration.toMillis() + "ms", duration.toString());
        }
        if (value instanceof Long bytes) {
            return Stream.of(bytes / MEBI + "MB", bytes.toString());
        }
        if (value instanceof Enum<?> choice) {
            return Stream.of(choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return Stream.of(value.toString());
    }

    private static Object read(Setting<?> setting, String text) {
        try {
            return Settings.read(SettingsSource.of("default", Map.of(setting.key(), text)))
                    .get(setting);
        } catch (SettingsException anotherSpelling) {
            return anotherSpelling;
        }
    }
}
