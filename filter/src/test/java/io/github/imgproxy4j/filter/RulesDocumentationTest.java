package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that leads from promises to tests names tests that there are. */
class RulesDocumentationTest {
    private static final Path PAGE = Path.of("../docs/filter-rules.md");
    private static final List<Path> TESTS =
            List.of(Path.of("src/test/java"), Path.of("../store-testkit/src/main/java"));
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+)\\.([a-z][A-Za-z0-9]+)`");

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        String page = Files.readString(PAGE);

        List<String> missing = TEST.matcher(page)
                .results()
                .filter(named -> !isThere(named.group(1), named.group(2)))
                .map(named -> named.group())
                .toList();

        assertThat(missing).isEmpty();
        assertThat(page.lines().filter(line -> line.startsWith("| ") && !line.startsWith("| ---")))
                .allSatisfy(row -> assertThat(
                                row.endsWith("| Test |") || TEST.matcher(row).find())
                        .as(row)
                        .isTrue());
    }

    private static boolean isThere(String type, String method) {
        return TESTS.stream().anyMatch(folder -> isIn(folder, type, method));
    }

    private static boolean isIn(Path folder, String type, String method) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(
                    file -> file.endsWith(type + ".java") && text(file).contains("    void " + method + "("));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
