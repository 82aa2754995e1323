package io.github.imgproxy4j.cli.doctor.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The services of a Compose file, of Kubernetes manifests or of the values of a Helm chart: whatever has an
 * {@code environment} or {@code env} in it.
 */
final class Manifest {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)(?::?([-?+])([^}]*))?}|([A-Za-z_][A-Za-z0-9_]*))");
    private static final String SCRAPE = "prometheus.io/scrape";

    private final Path file;
    private final Map<String, String> surroundings;
    private final List<Service> services = new ArrayList<>();
    private final Set<String> unresolved = new LinkedHashSet<>();
    private boolean scraped;

    private Manifest(Path file, Map<String, String> surroundings) {
        this.file = file;
        this.surroundings = surroundings;
    }

    /**
     * Reads a file.
     *
     * @param environment for {@code ${NAME}}, after the {@code .env} beside the file
     * @throws IOException if it cannot be read, or is not YAML; the message is for display
     */
    static Manifest read(Path file, Map<String, String> environment) throws IOException {
        Map<String, String> surroundings = new LinkedHashMap<>();
        Path beside = file.toAbsolutePath().resolveSibling(".env");
        if (Files.isReadable(beside)) {
            surroundings.putAll(EnvFile.values(beside));
        }
        surroundings.putAll(environment);
        Manifest manifest = new Manifest(file, surroundings);
        try {
            Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            List<Object> documents = new ArrayList<>();
            yaml.loadAll(Files.readString(file)).forEach(documents::add);
            documents.forEach(manifest::lookForScraping);
            documents.forEach(document -> manifest.walk("", document));
        } catch (MarkedYAMLException malformed) {
            throw new IOException(place(malformed), malformed);
        } catch (YAMLException malformed) {
            throw new IOException("it is not YAML", malformed);
        }
        return manifest;
    }

    /** Without the text there, which may be a secret. */
    private static String place(MarkedYAMLException malformed) {
        Mark mark = malformed.getProblemMark();
        return mark == null
                ? "it is not YAML"
                : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1)
                        + " is not YAML; often its indentation differs from the lines around it";
    }

    List<Service> services() {
        return services;
    }

    /** Names between {@code ${}} that have no value anywhere. */
    Set<String> unresolved() {
        return unresolved;
    }

    private void lookForScraping(Object node) {
        if (node instanceof Map<?, ?> map) {
            scraped |= "true".equals(String.valueOf(map.get(SCRAPE)));
            map.values().forEach(this::lookForScraping);
        } else if (node instanceof List<?> list) {
            list.forEach(this::lookForScraping);
        }
    }

    private void walk(String name, Object node) {
        if (node instanceof List<?> list) {
            list.forEach(element -> walk(name, element));
        } else if (node instanceof Map<?, ?> map) {
            Object variables = map.containsKey("environment") ? map.get("environment") : map.get("env");
            boolean isConfigMap = "ConfigMap".equals(map.get("kind"));
            if (variables != null || isConfigMap || map.containsKey("env_file") || map.containsKey("image")) {
                add(name, map, isConfigMap ? map.get("data") : variables);
            }
            map.forEach((key, value) -> {
                if (value != variables) {
                    walk(String.valueOf(key), value);
                }
            });
        }
    }

    private void add(String name, Map<?, ?> map, @Nullable Object variables) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> hidden = new LinkedHashSet<>();
        addFiles(map.get("env_file"), values);
        if (variables instanceof Map<?, ?> byName) {
            byName.forEach((key, value) -> put(String.valueOf(key), value, values, hidden));
        } else if (variables instanceof List<?> list) {
            list.forEach(element -> addElement(element, values, hidden));
        }
        Object called = map.get("container_name") == null && map.get("name") instanceof String text ? text : name;
        services.add(new Service(
                file + " (" + called + ")",
                values,
                hidden,
                map.get("image") instanceof String image ? resolved(image) : "",
                map.get("ports") instanceof List<?> ports
                        ? ports.stream().map(this::port).toList()
                        : List.of(),
                scraped));
    }

    private String port(Object port) {
        if (port instanceof Map<?, ?> map) {
            return map.get("published") + ":" + map.get("target");
        }
        return resolved(String.valueOf(port));
    }

    private void addFiles(@Nullable Object files, Map<String, String> values) {
        List<?> list = files instanceof List<?> several ? several : files == null ? List.of() : List.of(files);
        for (Object entry : list) {
            Object path = entry instanceof Map<?, ?> map ? map.get("path") : entry;
            try {
                values.putAll(EnvFile.values(file.toAbsolutePath().resolveSibling(String.valueOf(path))));
            } catch (IOException unreadable) {
                unresolved.add("env_file " + path);
            }
        }
    }

    private void addElement(Object element, Map<String, String> values, Set<String> hidden) {
        if (element instanceof Map<?, ?> map && map.get("name") != null) {
            String name = String.valueOf(map.get("name"));
            if (map.get("value") == null && map.get("valueFrom") != null) {
                hidden.add(name);
            } else {
                put(name, map.get("value"), values, hidden);
            }
        } else {
            String[] parts = String.valueOf(element).split("=", 2);
            put(parts[0], parts.length > 1 ? parts[1] : null, values, hidden);
        }
    }

    /** A name without a value takes it from the environment in which it is started. */
    private void put(String name, @Nullable Object value, Map<String, String> values, Set<String> hidden) {
        String text = value == null ? surroundings.get(name) : String.valueOf(value);
        if (text == null) {
            hidden.add(name);
            return;
        }
        int before = unresolved.size();
        String resolved = resolved(text);
        if (unresolved.size() > before) {
            hidden.add(name);
        } else {
            values.put(name, resolved);
        }
    }

    private String resolved(String text) {
        Matcher matcher = REFERENCE.matcher(text.replace("$$", "\0"));
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1) == null ? matcher.group(4) : matcher.group(1);
            String value = surroundings.get(name);
            if (value == null && "-".equals(matcher.group(2))) {
                value = matcher.group(3);
            }
            if (value == null) {
                unresolved.add("${" + name + "}");
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value == null ? "" : value));
        }
        return matcher.appendTail(resolved).toString().replace('\0', '$');
    }
}
