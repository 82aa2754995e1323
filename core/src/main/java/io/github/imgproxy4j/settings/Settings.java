package io.github.imgproxy4j.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resolved values of all known settings. Immutable and thread-safe.
 *
 * <pre>{@code
 * Settings settings = Settings.read(
 *         SettingsSource.systemProperties(System.getProperties()), SettingsSource.environment(System.getenv()));
 * }</pre>
 */
public final class Settings {
    private final Map<Setting<?>, Object> values;
    private final Map<Setting<?>, String> spellings;

    private Settings(Map<Setting<?>, Object> values, Map<Setting<?>, String> spellings) {
        this.values = Map.copyOf(values);
        this.spellings = Map.copyOf(spellings);
    }

    /**
     * Resolves every setting of every catalog on the class path.
     *
     * @param sources the doors; the first that has a value wins
     * @throws SettingsException if a value breaks its rule or a name that looks like ours is unknown; it lists all
     */
    public static Settings read(SettingsSource... sources) {
        return read(known(), List.of(sources));
    }

    /**
     * The same for whoever can tell more that is wrong, and then throws: values that break their rules are left out.
     *
     * @param problems what is wrong is added here
     * @param sources the doors; the first that has a value wins
     */
    public static Settings read(List<String> problems, SettingsSource... sources) {
        return read(problems, known(), List.of(sources));
    }

    private static Set<Setting<?>> known() {
        Set<Setting<?>> known = new LinkedHashSet<>();
        ServiceLoader.load(SettingsCatalog.class, Settings.class.getClassLoader())
                .forEach(catalog -> known.addAll(catalog.settings()));
        return known;
    }

    static Settings read(Set<Setting<?>> known, List<SettingsSource> sources) {
        List<String> problems = new ArrayList<>();
        Settings settings = read(problems, known, sources);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    private static Settings read(List<String> problems, Set<Setting<?>> known, List<SettingsSource> sources) {
        Reading reading = new Reading(problems);
        known.forEach(setting -> reading.resolve(setting, sources));
        sources.forEach(source -> reading.refuseUnknown(source, known));
        return new Settings(reading.values, reading.spellings);
    }

    /**
     * The value of a setting, or its default.
     *
     * @throws NoSuchElementException if it has neither
     */
    public <T> T get(Setting<T> setting) {
        T value = find(setting);
        if (value == null) {
            throw new NoSuchElementException(setting.key() + " is not set and has no default");
        }
        return value;
    }

    /** The value of a setting, or its default, or null. */
    @SuppressWarnings("unchecked") // Only Reading.resolve writes the map, with what the setting's own parser returned.
    public <T> @Nullable T find(Setting<T> setting) {
        Object value = values.get(setting);
        return value == null ? setting.defaultValue() : (T) value;
    }

    /** Whether somebody set it, be it to a value that was left out. */
    public boolean isSet(Setting<?> setting) {
        return spellings.containsKey(setting);
    }

    /** The setting as the user typed it ({@code environment variable IMGPROXY_KEY}), or its key when it is not set. */
    public String spell(Setting<?> setting) {
        return spellings.getOrDefault(setting, setting.key());
    }

    private static final class Reading {
        private final Map<Setting<?>, Object> values = new HashMap<>();
        private final Map<Setting<?>, String> spellings = new HashMap<>();
        private final List<String> problems;

        Reading(List<String> problems) {
            this.problems = problems;
        }

        void resolve(Setting<?> setting, List<SettingsSource> sources) {
            for (SettingsSource source : sources) {
                String text = source.value(setting);
                if (text != null) {
                    spellings.put(setting, source.spell(setting));
                    parse(setting, text, source);
                    return;
                }
            }
        }

        private void parse(Setting<?> setting, String text, SettingsSource source) {
            try {
                values.put(setting, setting.parse(text));
            } catch (IllegalArgumentException refused) {
                problems.add(source.spell(setting) + " [" + setting.shown(text) + "] " + refused.getMessage());
            }
        }

        void refuseUnknown(SettingsSource source, Set<Setting<?>> known) {
            for (String name : source.unknownNames(known)) {
                problems.add(name + " is not a setting; docs/configuration.md lists them all");
            }
        }
    }
}
