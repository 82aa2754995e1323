package io.github.imgproxy4j.settings;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One source of values. Both names of a setting are looked up, its key and its environment variable; the usual name of
 * this source takes precedence. Immutable.
 */
public final class SettingsSource {
    private static final String KEY_PREFIX = "imgproxy.";
    private static final String ENVIRONMENT_PREFIX = "IMGPROXY4J_";

    private final String label;
    private final Map<String, String> values;
    private final Function<Setting<?>, String> usual;
    private final Function<Setting<?>, String> other;

    private SettingsSource(
            String label,
            Map<String, String> values,
            Function<Setting<?>, String> usual,
            Function<Setting<?>, String> other) {
        this.label = label;
        this.values = Map.copyOf(values);
        this.usual = usual;
        this.other = other;
    }

    /**
     * Values by key ({@code imgproxy.proxy-url}), such as init-params.
     *
     * @param label the name of this source in messages, {@code init-param}
     */
    public static SettingsSource of(String label, Map<String, String> values) {
        return new SettingsSource(label, values, Setting::key, Setting::environmentName);
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
        return new SettingsSource("environment variable", variables, Setting::environmentName, Setting::key);
    }

    @Nullable
    String value(Setting<?> setting) {
        return value(nameOf(setting));
    }

    private @Nullable String value(String name) {
        String text = values.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The name with which a setting is set here, or the usual name. */
    private String nameOf(Setting<?> setting) {
        String name = usual.apply(setting);
        String otherName = other.apply(setting);
        return value(name) == null && value(otherName) != null ? otherName : name;
    }

    String spell(Setting<?> setting) {
        return spell(nameOf(setting));
    }

    String spell(String name) {
        return label + " " + name;
    }

    /** All names that have a value, in alphabetical order. */
    Set<String> names() {
        return values.keySet().stream()
                .filter(name -> value(name) != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a name can only be meant for this library. */
    static boolean isReserved(String name) {
        return name.startsWith(KEY_PREFIX) || name.startsWith(ENVIRONMENT_PREFIX);
    }

    /** The label; never the values, which may be secret. */
    @Override
    public String toString() {
        return label;
    }
}
