package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.demo.server.Demo;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The program that the demo's command runs hears every environment variable of the documentation. */
class EnvironmentIT {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `imgproxy\\.[a-z0-9-]+` \\| `([A-Z0-9_]+)` \\|");
    private static final Pattern WORD = Pattern.compile("[A-Z0-9_]+");

    /** No number, no choice, no URL, no path option: whatever wants one of these refuses it by name. */
    private static final String WRONG = "?%";

    /** With another upstream nobody asks the embedded processor for its settings. */
    private static final String UPSTREAM = "IMGPROXY4J_URL";

    /** Those that take any text, or are only looked at together with others that are right. */
    private static final Set<String> ANY_TEXT = Set.of(
            "IMGPROXY_TRUSTED_SIGNATURES",
            "IMGPROXY_SALT",
            "IMGPROXY_SOURCE_URL_ENCRYPTION_KEY",
            "IMGPROXY4J_SOURCE_ENCRYPTION_VECTOR_KEY",
            "IMGPROXY_ALLOWED_SOURCES",
            "IMGPROXY_SECRET",
            "IMGPROXY_ALLOW_ORIGIN",
            "IMGPROXY4J_STORE_DIR",
            "IMGPROXY4J_HOT_KEYS_FILE",
            "IMGPROXY4J_S3_CACHE_CONTROL",
            "IMGPROXY4J_S3_LOCAL_CACHE",
            "IMGPROXY_LOCAL_FILESYSTEM_ROOT",
            "IMGPROXY_WATERMARK_DATA",
            "IMGPROXY_WATERMARK_PATH",
            "IMGPROXY_WATERMARK_URL",
            "IMGPROXY_FALLBACK_IMAGE_DATA",
            "IMGPROXY_FALLBACK_IMAGE_PATH",
            "IMGPROXY_FALLBACK_IMAGE_URL");

    @Test
    void everyVariableIsReadAndAWrongValueIsNamed() throws Exception {
        Set<String> documented = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        assertThat(documented).hasSizeGreaterThan(100).containsAll(ANY_TEXT);

        Set<String> named = namedBy(Set.of(UPSTREAM));
        named.addAll(namedBy(without(documented, named::contains)));
        // What is only read when all of those are right.
        named.addAll(namedBy(without(documented, named::contains)));

        assertThat(without(without(documented, named::contains), ANY_TEXT::contains))
                .as("variables that nobody reads")
                .isEmpty();
    }

    private static Set<String> without(Set<String> names, Predicate<String> excluded) {
        return names.stream().filter(excluded.negate()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The words of what the demo says when all these variables are wrong. */
    private static Set<String> namedBy(Set<String> variables) throws IOException, InterruptedException {
        Process demo = started(variables);
        String said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(demo.waitFor()).as(said).isEqualTo(1);
        assertThat(said).contains("The demo cannot start: ");
        return WORD.matcher(said)
                .results()
                .map(word -> word.group())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Process started(Set<String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Demo.class.getName(),
                        DemoServer.war().toString()))
                .redirectErrorStream(true);
        builder.environment().put("PORT", String.valueOf(freePort()));
        variables.forEach(variable -> builder.environment().put(variable, WRONG));
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
