package io.github.imgproxy4j.js;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.NodeJs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JDK alone can say about the modules, and their own tests where there is a Node.js to run them. */
class JsModuleTest {
    private static final Path SOURCES = Path.of("src/main/js");

    /** What every bundler and minifier takes away. */
    private static final Pattern COMMENT = Pattern.compile("^ *(//.*|/\\*\\*(?s:.*?)\\*/)\n", Pattern.MULTILINE);

    @Test
    @Timeout(120)
    void passesItsOwnTests() throws Exception {
        NodeJs.require();

        var tests = NodeJs.run(Path.of("."), "node", "--test", "--test-timeout=30000");

        assertThat(tests.exitCode()).as(tests.output()).isZero();
        assertThat(tests.output()).contains("fail 0").doesNotContain("pass 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto.js",
                "background.js",
                "cache-key.js",
                "fallback.js",
                "image.js",
                "index.js",
                "index.d.ts",
                "retry.js",
                "service-worker.js",
                "urls.js"
            })
    void isServedFromTheWebjar(String file) throws IOException {
        var resource = System.getProperty("webjar.path") + "/" + file;

        try (var in = getClass().getClassLoader().getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull().hasBinaryContent(Files.readAllBytes(SOURCES.resolve(file)));
        }
    }

    @Test
    void theFallbackWithItsCommentsFitsInTwoKilobytes() throws IOException {
        assertThat(gzipped(Files.readString(SOURCES.resolve("fallback.js")))
                        + gzipped(Files.readString(SOURCES.resolve("auto.js"))))
                .isLessThanOrEqualTo(2048);
    }

    @Test
    void allModulesInOneBundleWithoutCommentsFitInFiveKilobytes() throws IOException {
        var bundle = new StringBuilder();
        for (var source : sources().filter(it -> it.toString().endsWith(".js")).toList()) {
            bundle.append(COMMENT.matcher(Files.readString(source)).replaceAll(""));
        }
        assertThat(gzipped(bundle.toString())).isLessThanOrEqualTo(5 * 1024);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void turnsNoTextIntoCodeOrMarkup(Path source) throws IOException {
        assertThat(Files.readString(source))
                .doesNotContainPattern("\\beval\\b|new Function|(inner|outer)HTML|insertAdjacentHTML|document\\.write");
    }

    @Test
    void thePackageHasTheVersionOfTheJar() throws IOException {
        var version = System.getProperty("project.version").replace("-SNAPSHOT", "");

        assertThat(Files.readString(Path.of("package.json"))).contains("\"version\": \"" + version + "\"");
    }

    private static Stream<Path> sources() {
        try (var files = Files.list(SOURCES)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int gzipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }
}
