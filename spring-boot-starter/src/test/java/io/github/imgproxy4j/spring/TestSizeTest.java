package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test class has one theme, so that a reader finds what is promised and a failure says what is broken. */
class TestSizeTest {
    private static final Path TOP = Path.of("..");
    private static final long MOST_LINES = 400;

    @Test
    void noTestClassIsLong() throws IOException {
        List<Path> sources = testSources();

        assertThat(sources)
                .hasSizeGreaterThan(200)
                .allSatisfy(source -> assertThat(lines(source))
                        .as("lines of %s; split it by theme", TOP.relativize(source))
                        .isLessThanOrEqualTo(MOST_LINES));
    }

    /** Everything but production code: {@code src/test}, and {@code src/browser} of the demo. */
    private static List<Path> testSources() throws IOException {
        try (Stream<Path> modules = Files.list(TOP)) {
            return modules.flatMap(module -> Stream.of("src/test/java", "src/browser/java")
                            .map(module::resolve)
                            .filter(Files::isDirectory))
                    .flatMap(TestSizeTest::javaFiles)
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
