package io.github.imgproxy4j.benchmarks.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server under test has.
 *
 * @param container {@code jetty} or {@code tomcat}
 * @param mounts the filters
 * @param files the folder of the container's DefaultServlet, or null for none
 * @param upstream where the plain proxy servlet goes, or null for none
 * @param connector properties of the connector, by their names in the container
 */
record Layout(
        String container,
        List<Mount> mounts,
        @Nullable Path files,
        @Nullable String upstream,
        Map<String, String> connector) {
    private static final String CONNECTOR = "connector.";

    /**
     * A filter of ours.
     *
     * @param path below the root, {@code /memory}
     * @param settings its init-params
     */
    record Mount(String path, Map<String, String> settings) {
        String urlPattern() {
            return path + "/*";
        }

        String name() {
            return path.substring(1);
        }
    }

    /**
     * From arguments such as {@code container=jetty connector.idleTimeout=120000 files=/tmp/x mount=/memory
     * imgproxy.memory-size=64MB}.
     */
    static Layout of(String... arguments) {
        String container = "jetty";
        Path files = null;
        String upstream = null;
        List<Mount> mounts = new ArrayList<>();
        Map<String, String> connector = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = argument.substring(0, equals);
            String value = argument.substring(equals + 1);
            switch (name) {
                case "container" -> container = value;
                case "files" -> files = Path.of(value);
                case "upstream" -> upstream = value;
                case "mount" -> mounts.add(mount(value));
                default -> settings(name, mounts, connector).put(name.replace(CONNECTOR, ""), value);
            }
        }
        return new Layout(container, mounts, files, upstream, connector);
    }

    private static Map<String, String> settings(String name, List<Mount> mounts, Map<String, String> connector) {
        return name.startsWith(CONNECTOR)
                ? connector
                : mounts.get(mounts.size() - 1).settings();
    }

    private static Mount mount(String path) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("imgproxy.mount", path);
        return new Mount(path, settings);
    }
}
