package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads the settings from the Spring Environment, whose property sources are used in Spring's order.
 *
 * <p>Each of them may contain a setting by its key, in Spring's relaxed spellings ({@code imgproxy.proxyUrl}), or by
 * its exact environment variable. Spring's relaxed rule is not applied to variables, because {@code IMGPROXY_PRESETS}
 * and others belong to imgproxy itself and may be part of the same environment. For the same reason unknown
 * placeholders in variables are ignored.
 */
final class EnvironmentSettings {
    private final ConfigurableEnvironment environment;
    private final List<Setting<?>> known =
            ServiceLoader.load(SettingsCatalog.class, Settings.class.getClassLoader()).stream()
                    .flatMap(catalog -> catalog.get().settings().stream())
                    .toList();
    private final Map<String, String> keys = known.stream()
            .map(Setting::key)
            .collect(Collectors.toMap(EnvironmentSettings::relaxed, Function.identity()));
    private final Set<String> variables =
            known.stream().map(Setting::environmentName).collect(Collectors.toSet());

    private EnvironmentSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The settings of this environment.
     *
     * @throws io.github.imgproxy4j.settings.SettingsException listing every problem
     */
    static Settings read(ConfigurableEnvironment environment) {
        EnvironmentSettings reader = new EnvironmentSettings(environment);
        List<SettingsSource> doors = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            // Boot's view of all the others would hide their order.
            if (!ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
                doors.add(SettingsSource.of(label(source), reader.values(source)));
            }
        }
        List<String> problems = new ArrayList<>();
        Settings settings = Settings.read(problems, doors.toArray(SettingsSource[]::new));
        if (!problems.isEmpty()) {
            problems.addAll(problemsOfKeys(settings));
            throw new SettingsException(problems);
        }
        return settings;
    }

    /** Problems that would otherwise be reported only after the others are fixed; none if the app has its own keys. */
    private static List<String> problemsOfKeys(Settings settings) {
        if (!settings.isSet(CoreSettings.KEY) && !settings.isSet(CoreSettings.SALT)) {
            return List.of();
        }
        try {
            Imgproxy unused = Imgproxy.of(settings, DefaultProxyUrl.MOUNT);
            return List.of();
        } catch (SettingsException wrong) {
            return wrong.problems();
        }
    }

    private static String label(PropertySource<?> source) {
        if (source instanceof SystemEnvironmentPropertySource) {
            return "environment variable";
        }
        return source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
                ? "system property"
                : "Spring property";
    }

    /** Known settings by key or variable, and other names as typed. */
    private Map<String, String> values(PropertySource<?> source) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names(source)) {
            String key = variables.contains(name) ? name : keys.get(relaxed(name));
            Object value = source.getProperty(name);
            if (value != null) {
                values.putIfAbsent(
                        key == null ? name : key, key == null ? value.toString() : resolved(source, value.toString()));
            }
        }
        return values;
    }

    private String resolved(PropertySource<?> source, String text) {
        return source instanceof SystemEnvironmentPropertySource
                ? environment.resolvePlaceholders(text)
                : environment.resolveRequiredPlaceholders(text);
    }

    /** A source that cannot list its names, such as JNDI, is asked for all known ones. */
    private List<String> names(PropertySource<?> source) {
        if (source instanceof EnumerablePropertySource<?> enumerable) {
            return List.of(enumerable.getPropertyNames());
        }
        List<String> names = new ArrayList<>();
        known.forEach(setting -> names.addAll(List.of(setting.key(), setting.environmentName())));
        return names;
    }

    private static String relaxed(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
