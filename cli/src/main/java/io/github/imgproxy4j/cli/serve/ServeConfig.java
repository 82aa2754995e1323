package io.github.imgproxy4j.cli.serve;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the server, validated before anything is opened.
 *
 * @param settings of all modules
 * @param imgproxy verifies and derives keys
 * @param process the imgproxy process, not started yet; null if there is none
 */
record ServeConfig(
        Settings settings, Imgproxy imgproxy, @Nullable ImgproxyProcess process) {
    private static final String DEFAULTS = "default of serve";

    /** As long as imgproxy-cache waits. */
    private static final Duration IMGPROXY_STARTS = Duration.ofSeconds(30);

    private static final String TIGRIS = "https://fly.storage.tigris.dev";

    /**
     * Texts that URLs without a signature have in its place; an object is found under its MD5 only with the original
     * text.
     */
    private static final String UNSIGNED_WORDS = "_,insecure";

    /**
     * Reads and checks the settings.
     *
     * @param sources files, system properties, environment; the first that has a value wins
     * @param environment for imgproxy, and for values without a setting
     * @param asImgproxyCache whether to use the defaults of imgproxy-cache
     * @param imgproxyLines receives the output of imgproxy
     * @throws SettingsException listing all problems
     * @throws IOException if there is no free port for imgproxy
     */
    static ServeConfig read(
            List<SettingsSource> sources,
            Map<String, String> environment,
            boolean asImgproxyCache,
            Consumer<String> imgproxyLines)
            throws IOException {
        List<String> problems = new ArrayList<>();
        Map<String, String> defaults = defaults(sources, environment, asImgproxyCache);
        Path binary = binary(settings(new ArrayList<>(), sources, defaults), environment, problems);
        ImgproxyProcess process = null;
        if (binary != null) {
            Settings known = settings(new ArrayList<>(), sources, defaults);
            process = new ImgproxyProcess(binary, imgproxyVariables(known, environment), imgproxyLines);
            defaults.put(FilterSettings.URL.key(), process.url().toString());
        }
        Settings settings = settings(problems, sources, defaults);
        Imgproxy imgproxy = check(settings, asImgproxyCache, problems);
        if (imgproxy == null || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new ServeConfig(settings, imgproxy, process);
    }

    private static Settings settings(
            List<String> problems, List<SettingsSource> sources, Map<String, String> defaults) {
        List<SettingsSource> all = new ArrayList<>(sources);
        all.add(SettingsSource.of(DEFAULTS, defaults));
        return Settings.read(problems, all.toArray(SettingsSource[]::new));
    }

    private static Map<String, String> defaults(
            List<SettingsSource> sources, Map<String, String> environment, boolean asImgproxyCache) {
        Map<String, String> defaults = new HashMap<>(Map.of(FilterSettings.MOUNT.key(), "/"));
        String port = environment.getOrDefault("PORT", "");
        if (!port.isBlank()) {
            defaults.put(ServeSettings.BIND.key(), ":" + port.strip());
        }
        if (asImgproxyCache) {
            defaults.put("imgproxy.s3-endpoint", TIGRIS);
            defaults.put(FilterSettings.FRESHNESS.key(), "immutable");
            defaults.put(FilterSettings.STARTUP_TIMEOUT.key(), IMGPROXY_STARTS.toString());
            Settings set = settings(new ArrayList<>(), sources, Map.of());
            if (!set.isSet(CoreSettings.KEY) && !set.isSet(CoreSettings.SALT)) {
                defaults.put(CoreSettings.ALLOW_UNSIGNED.key(), "true");
                defaults.put(CoreSettings.TRUSTED_SIGNATURES.key(), UNSIGNED_WORDS);
            }
        }
        return defaults;
    }

    private static @Nullable Path binary(Settings settings, Map<String, String> environment, List<String> problems) {
        try {
            return ImgproxyBinary.of(settings, environment);
        } catch (IllegalArgumentException notFound) {
            problems.add(String.valueOf(notFound.getMessage()));
            return null;
        }
    }

    /** Both sides use the same keys, wherever they come from. */
    private static Map<String, String> imgproxyVariables(Settings settings, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        share(settings, CoreSettings.KEY, variables);
        share(settings, CoreSettings.SALT, variables);
        share(settings, CoreSettings.SIGNATURE_SIZE, variables);
        share(settings, CoreSettings.SOURCE_ENCRYPTION_KEY, variables);
        share(settings, FilterSettings.SECRET, variables);
        return variables;
    }

    private static void share(Settings settings, Setting<?> setting, Map<String, String> variables) {
        if (settings.isSet(setting) && settings.find(setting) != null) {
            Object value = settings.get(setting);
            variables.put(
                    setting.environmentName(),
                    value instanceof List<?> list
                            ? String.join(
                                    ",", list.stream().map(String::valueOf).toList())
                            : String.valueOf(value));
        }
    }

    private static @Nullable Imgproxy check(Settings settings, boolean asImgproxyCache, List<String> problems) {
        try {
            settings.requireValid(new ServeSettings());
        } catch (SettingsException wrong) {
            problems.addAll(wrong.problems());
        }
        if (asImgproxyCache && !settings.hasName("S3_BUCKET") && !settings.hasName("imgproxy.s3-bucket")) {
            problems.add("S3_BUCKET [not set] must name the bucket, as in imgproxy-cache");
        }
        problems.addAll(CachingProxy.problems(settings));
        try {
            return Imgproxy.of(settings, settings.get(FilterSettings.MOUNT) + "/");
        } catch (SettingsException wrong) {
            problems.addAll(wrong.problems());
            return null;
        }
    }

    BindAddress bind() {
        return settings.get(ServeSettings.BIND);
    }

    @Nullable
    BindAddress metricsBind() {
        return settings.get(ServeSettings.METRICS_BIND).orElse(null);
    }

    /** Empty for the whole server. */
    String mount() {
        return settings.get(FilterSettings.MOUNT);
    }

    /** How long the start waits for the imgproxy process. */
    Duration startLimit() {
        Duration limit = settings.get(FilterSettings.STARTUP_TIMEOUT);
        return limit.isZero() ? IMGPROXY_STARTS : limit;
    }

    Duration drainDelay() {
        return settings.get(ServeSettings.DRAIN_DELAY);
    }

    Duration shutdownTimeout() {
        return settings.get(FilterSettings.SHUTDOWN_TIMEOUT);
    }
}
