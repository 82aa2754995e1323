package io.github.imgproxy4j.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
    /** The page that documents all settings. */
    public static final String DOCUMENTATION =
            "https://github.com/imgproxy4j/imgproxy4j/blob/main/docs/configuration.md";

    private final Map<Setting<?>, Object> values;
    private final Map<Setting<?>, String> spellings;
    private final Map<Setting<?>, String> faults;
    private final List<String> remarks = new ArrayList<>();
    private final Set<String> names;

    private Settings(Reading reading, Set<String> names) {
        this.values = Map.copyOf(reading.values);
        this.spellings = Map.copyOf(reading.spellings);
        this.faults = Map.copyOf(reading.faults);
        this.names = names;
    }

    /**
     * Resolves every setting of every catalog on the class path.
     *
     * @param sources the sources; the first that has a value wins
     * @throws SettingsException if a value of a module in use breaks its rule, or a name that looks like a setting is
     *     unknown; it lists all problems
     */
    public static Settings read(SettingsSource... sources) {
        return read(catalogs(), List.of(sources));
    }

    /**
     * The same for callers that add further problems before they throw: values that break their rules are left out.
     *
     * @param problems receives the problems
     * @param sources the sources; the first that has a value wins
     */
    public static Settings read(List<String> problems, SettingsSource... sources) {
        return read(problems, catalogs(), List.of(sources));
    }

    private static List<SettingsCatalog> catalogs() {
        return ServiceLoader.load(SettingsCatalog.class, Settings.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    static Settings read(List<SettingsCatalog> catalogs, List<SettingsSource> sources) {
        List<String> problems = new ArrayList<>();
        Settings settings = read(problems, catalogs, sources);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    private static Settings read(List<String> problems, List<SettingsCatalog> catalogs, List<SettingsSource> sources) {
        Set<Setting<?>> known = new LinkedHashSet<>();
        catalogs.forEach(catalog -> known.addAll(catalog.settings()));
        Reading reading = new Reading();
        known.forEach(setting -> reading.resolve(setting, sources));
        Set<String> names = new TreeSet<>();
        sources.forEach(source -> names.addAll(source.names()));
        Settings settings = new Settings(reading, names);
        for (SettingsCatalog catalog : catalogs) {
            if (catalog.isUsed(settings)) {
                problems.addAll(settings.faults(catalog));
                settings.remarks.addAll(reading.remarks(catalog));
            } else {
                problems.addAll(settings.faultsMeant(catalog));
            }
        }
        OtherNames others = new OtherNames(known);
        sources.forEach(source -> others.judge(source, problems, settings.remarks));
        return settings;
    }

    private List<String> faults(SettingsCatalog catalog) {
        return catalog.settings().stream()
                .map(faults::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> faultsMeant(SettingsCatalog catalog) {
        return catalog.settings().stream()
                .filter(setting -> Stream.of(setting.key(), setting.environmentName())
                        .anyMatch(name -> names.contains(name) && catalog.isMeantHere(name)))
                .map(faults::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Checks that the values of a module are valid, for callers that use it although {@link SettingsCatalog#isUsed}
     * returned false.
     *
     * @throws SettingsException if a value breaks its rule; it lists all problems
     */
    public void requireValid(SettingsCatalog catalog) {
        List<String> problems = faults(catalog);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /**
     * Likely mistakes, each a sentence without secrets: durations without a unit, names that resemble settings. To be
     * logged at startup.
     */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Whether any source has a value with this name, of a setting or of another program. */
    public boolean hasName(String name) {
        return names.contains(name);
    }

    /**
     * The value of a setting, or its default.
     *
     * @throws NoSuchElementException if there is neither
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

    /** Whether it is set, even if its value is invalid and was left out. */
    public boolean isSet(Setting<?> setting) {
        return spellings.containsKey(setting);
    }

    /** The name as the user typed it ({@code environment variable IMGPROXY_KEY}), or the key if it is not set. */
    public String spell(Setting<?> setting) {
        return spellings.getOrDefault(setting, setting.key());
    }

    private static final class Reading {
        private final Map<Setting<?>, Object> values = new HashMap<>();
        private final Map<Setting<?>, String> spellings = new HashMap<>();
        private final Map<Setting<?>, String> faults = new HashMap<>();
        private final Map<Setting<?>, String> remarks = new HashMap<>();

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
            String shown = source.spell(setting) + " [" + setting.shown(text) + "] ";
            try {
                values.put(setting, setting.parse(text));
                String remark = setting.remark(text);
                if (!remark.isEmpty()) {
                    remarks.put(setting, shown + remark);
                }
            } catch (IllegalArgumentException refused) {
                faults.put(setting, shown + refused.getMessage());
            }
        }

        List<String> remarks(SettingsCatalog catalog) {
            return catalog.settings().stream()
                    .map(remarks::get)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }
}
