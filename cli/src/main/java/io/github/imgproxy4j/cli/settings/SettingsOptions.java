package io.github.imgproxy4j.cli.settings;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.internal.url.Signer;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the settings of a subcommand come from: files first, then the environment. Secrets are never arguments, which
 * every user of the machine can read.
 */
public final class SettingsOptions {
    private static final String DEFAULT_PROXY_URL = "/img";

    /** A shorter name is shown although its file is missing. */
    private static final int SHORTEST_SECRET = 16;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in a properties file, by key (imgproxy.key) or environment variable (IMGPROXY_KEY)."
                    + " They take precedence over the environment.")
    private @Nullable Path config;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with the hexadecimal key, instead of IMGPROXY_KEY.")
    private @Nullable Path keyFile;

    @Option(
            names = "--salt-file",
            paramLabel = "FILE",
            description = "A file with the hexadecimal salt, instead of IMGPROXY_SALT.")
    private @Nullable Path saltFile;

    private final Map<String, String> environment;
    private @Nullable List<SettingsSource> sources;

    public SettingsOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The settings of all modules.
     *
     * @throws SettingsException if a file cannot be read or a value breaks its rule; it lists all
     */
    public Settings settings() {
        return Settings.read(sources().toArray(SettingsSource[]::new));
    }

    /**
     * Settings that come before those of the user, or stand alone.
     *
     * @param name of the option that gives them
     * @param withOthers whether the user's settings count as well
     * @throws SettingsException as {@link #settings}
     */
    public Settings settingsWith(String name, Map<String, String> values, boolean withOthers) {
        SettingsSource first = SettingsSource.of(name, values);
        Stream<SettingsSource> others = withOthers ? sources().stream() : Stream.empty();
        return Settings.read(Stream.concat(Stream.of(first), others).toArray(SettingsSource[]::new));
    }

    /**
     * The signer and verifier of the settings.
     *
     * @throws SettingsException as {@link #settings}, or if key and salt are missing
     */
    public Imgproxy imgproxy() {
        return imgproxy(Map.of());
    }

    /**
     * The same without key and salt: one text is accepted as the signature of any path.
     *
     * @throws SettingsException as {@link #settings}
     */
    public Imgproxy trusting(String signature) {
        return imgproxy(trust(signature));
    }

    /** All sources for a server, which like a web app reads the system properties as well. */
    public List<SettingsSource> serverSources() {
        List<SettingsSource> all = new ArrayList<>(sources());
        all.add(all.size() - 1, SettingsSource.systemProperties(System.getProperties()));
        return all;
    }

    /** The environment with imgproxy's own variables from the file of settings. */
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(environment);
        if (config != null) {
            properties(config).forEach((name, value) -> {
                if (name.startsWith("IMGPROXY_")) {
                    all.put(name, value);
                }
            });
        }
        return all;
    }

    /**
     * A value as it was written, right or wrong, whether its module is available or not: for diagnosing settings.
     *
     * @param key such as {@code imgproxy.url}; looked for in the file of settings only
     * @param variable such as {@code IMGPROXY4J_URL}
     * @return without blanks around it; null if it is not set
     * @throws SettingsException if a file cannot be read
     */
    @Nullable
    public String written(String key, String variable) {
        Map<String, String> files = new HashMap<>();
        if (config != null) {
            files.putAll(properties(config));
        }
        addWritten(files, "--key-file", keyFile, CoreSettings.KEY);
        addWritten(files, "--salt-file", saltFile, CoreSettings.SALT);
        return Stream.of(files.get(key), files.get(variable), environment.get(variable))
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst()
                .orElse(null);
    }

    private static void addWritten(Map<String, String> files, String option, @Nullable Path file, Setting<?> setting) {
        if (file != null) {
            files.put(setting.key(), secret(option, file));
        }
    }

    /** Whether there is a file of settings. */
    public boolean hasFile() {
        return config != null;
    }

    /** The environment of the process. */
    public Map<String, String> processEnvironment() {
        return environment;
    }

    private static Map<String, String> trust(String signature) {
        return Map.of(CoreSettings.TRUSTED_SIGNATURES.key(), signature, CoreSettings.ALLOW_UNSIGNED.key(), "true");
    }

    private Imgproxy imgproxy(Map<String, String> first) {
        SettingsSource[] all = Stream.concat(Stream.of(SettingsSource.of("subcommand", first)), sources().stream())
                .toArray(SettingsSource[]::new);
        return Imgproxy.of(Settings.read(all), DEFAULT_PROXY_URL);
    }

    /** The verifier of the settings; without key and salt it accepts every signature. */
    public Imgproxy verifying() {
        Settings settings = settings();
        boolean keys = settings.isSet(CoreSettings.KEY) || settings.isSet(CoreSettings.SALT);
        return keys ? imgproxy() : trusting(Signer.UNSIGNED);
    }

    /** The first that has a value wins. Files are read once. */
    private List<SettingsSource> sources() {
        if (sources == null) {
            sources = readSources();
        }
        return sources;
    }

    private List<SettingsSource> readSources() {
        List<SettingsSource> read = new ArrayList<>();
        addSecret(read, "--key-file", keyFile, CoreSettings.KEY);
        addSecret(read, "--salt-file", saltFile, CoreSettings.SALT);
        if (config != null) {
            read.add(SettingsSource.of("--config", properties(config)));
        }
        read.add(SettingsSource.environment(environment));
        return read;
    }

    private static void addSecret(
            List<SettingsSource> sources, String option, @Nullable Path file, Setting<?> setting) {
        if (file != null) {
            sources.add(SettingsSource.of(option, Map.of(setting.key(), secret(option, file))));
        }
    }

    /** The only text in a file. */
    public static String secret(String option, Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new SettingsException(List.of(option + " [" + file + "] must not be empty"));
            }
            return text;
        } catch (IOException unreadable) {
            throw Unreadable.file(option, mayBeSecret(file) ? "hidden" : file, unreadable);
        }
    }

    /** Whether it looks as if the secret was typed in place of its file. */
    private static boolean mayBeSecret(Path file) {
        Path folder = file.getParent();
        return file.toString().length() >= SHORTEST_SECRET && (folder == null || !Files.isDirectory(folder));
    }

    private static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw Unreadable.file("--config", file, unreadable);
        } catch (IllegalArgumentException malformed) {
            throw new SettingsException(
                    List.of("--config [" + file + "] must be a properties file: it has a malformed" + " \\u escape"));
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
