package io.github.imgproxy4j.settings;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One door through which values come, with its own way to spell the name of a setting. Immutable. */
public final class SettingsSource {
    private static final String KEY_PREFIX = "imgproxy.";
    private static final String ENVIRONMENT_PREFIX = "IMGPROXY4J_";

    private final String label;
    private final Map<String, String> values;
    private final Function<Setting<?>, String> spelling;
    private final String reservedPrefix;

    private SettingsSource(
            String label, Map<String, String> values, Function<Setting<?>, String> spelling, String reservedPrefix) {
        this.label = label;
        this.values = Map.copyOf(values);
        this.spelling = spelling;
        this.reservedPrefix = reservedPrefix;
    }

    /**
     * Values by key ({@code imgproxy.proxy-url}), such as init-params.
     *
     * @param label what to call this door in messages, {@code init-param}
     */
    public static SettingsSource of(String label, Map<String, String> values) {
        return new SettingsSource(label, values, Setting::key, KEY_PREFIX);
    }

    /** A copy of the system properties, by key. */
    public static SettingsSource systemProperties(Properties properties) {
        return of(
                "system property",
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(Function.identity(), properties::getProperty)));
    }

    /** Values by environment variable. */
    public static SettingsSource environment(Map<String, String> variables) {
        return new SettingsSource("environment variable", variables, Setting::environmentName, ENVIRONMENT_PREFIX);
    }

    @Nullable
    String value(Setting<?> setting) {
        String text = values.get(spelling.apply(setting));
        return text == null || text.isBlank() ? null : text.strip();
    }

    String spell(Setting<?> setting) {
        return label + " " + spelling.apply(setting);
    }

    /** The names that look like ours and that no setting has, each with this door's label. */
    Set<String> unknownNames(Set<Setting<?>> known) {
        Set<String> spellings = known.stream().map(spelling).collect(Collectors.toSet());
        return values.keySet().stream()
                .filter(name -> name.startsWith(reservedPrefix) && !spellings.contains(name))
                .map(name -> label + " " + name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The label; never the values, some of which are secret. */
    @Override
    public String toString() {
        return label;
    }
}
