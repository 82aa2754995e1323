package io.github.imgproxy4j.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JDK alone can say about the modules, and their own tests where there is a Node.js to run them. */
class JsModuleTest {
    private static final Path SOURCES = Path.of("src/main/js");
    private static final int OLDEST_NODE = 20;

    /** What every bundler and minifier takes away. */
    private static final Pattern COMMENT = Pattern.compile("^ *(//.*|/\\*\\*(?s:.*?)\\*/)\n", Pattern.MULTILINE);

    @TempDir
    Path temp;

    @Test
    @Timeout(120)
    void passesItsOwnTests() throws Exception {
        var version = run("node", "--version");
        if (!isRecentEnough(version)) {
            var reason = "node " + OLDEST_NODE + " or later is not on the PATH ("
                    + version.output().strip() + "): the tests in src/test/js did not run";
            assertThat(Boolean.getBoolean("imgproxy4j.require.node")).as(reason).isFalse();
            System.out.println(reason);
            abort(reason);
        }

        var tests = run("node", "--test", "--test-timeout=30000");

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

    private static boolean isRecentEnough(Run version) {
        var major = Pattern.compile("v(\\d+)\\.").matcher(version.output());
        return version.exitCode() == 0 && major.lookingAt() && Integer.parseInt(major.group(1)) >= OLDEST_NODE;
    }

    /** The output goes through a file, so that a command which never ends cannot hold us in a read. */
    private Run run(String... command) throws IOException, InterruptedException {
        var output = temp.resolve("output");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            return new Run(-1, String.valueOf(e.getMessage()));
        }
        try {
            var ended = process.waitFor(60, TimeUnit.SECONDS);
            var text = Files.readString(output, StandardCharsets.UTF_8);
            return ended ? new Run(process.exitValue(), text) : new Run(-1, List.of(command) + " did not end\n" + text);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private record Run(int exitCode, String output) {}
}
