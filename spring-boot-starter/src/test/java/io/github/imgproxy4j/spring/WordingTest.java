package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Public Javadoc and the pages use the standard words of HTTP, servlets and S3. The words below are some of those that crept
 * in before: software is not a person, a variant is fresh or stale, and a client disconnects.
 */
class WordingTest {
    private static final Path TOP = Path.of("..");

    private static final List<String> NEVER = List.of(
            "he|his|him|himself",
            "whoever",
            "herd",
            "says good",
            "vouch(es)?",
            "of its own accord",
            "as good as none",
            "proxy twins?",
            "sent in vain",
            "made anew",
            "for people",
            "way out",
            "of the house");

    /** They keep the words of the time when something was decided or measured. */
    private static final List<String> HISTORY = List.of("decisions.md", "performance.md");

    private static final Pattern WORD =
            Pattern.compile("\\b(" + String.join("|", NEVER) + ")\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern MARGIN = Pattern.compile("\\s*\\n\\s*\\*?\\s*");
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`]*`", Pattern.DOTALL);

    @Test
    void publicJavadocIsPlain() {
        List<Path> sources = modules()
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(folder -> filesBelow(folder, ".java"))
                .filter(file -> !file.toString().contains("internal"))
                .toList();

        assertThat(sources).hasSizeGreaterThan(200);
        assertThat(sources.stream().flatMap(WordingTest::wordsOfJavadoc).toList())
                .isEmpty();
    }

    @Test
    void pagesArePlain() {
        List<Path> pages = Stream.concat(
                        Stream.of(TOP.resolve("README.md"), TOP.resolve("CHANGELOG.md"), TOP.resolve("SECURITY.md")),
                        Stream.concat(
                                filesBelow(TOP.resolve("docs"), ".md"),
                                modules().map(module -> module.resolve("README.md"))))
                .filter(Files::isRegularFile)
                .filter(page -> !HISTORY.contains(page.getFileName().toString()))
                .toList();

        assertThat(pages).hasSizeGreaterThan(25);
        assertThat(pages.stream().flatMap(WordingTest::wordsOfPage).toList()).isEmpty();
    }

    private static Stream<String> wordsOfJavadoc(Path source) {
        return JAVADOC.matcher(text(source))
                .results()
                .flatMap(
                        comment -> words(source, MARGIN.matcher(comment.group()).replaceAll(" ")));
    }

    private static Stream<String> wordsOfPage(Path page) {
        return words(page, CODE.matcher(text(page)).replaceAll("").replaceAll("\\s+", " "));
    }

    private static Stream<String> words(Path file, String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(word -> TOP.relativize(file) + " says [" + word + "]; use a standard word");
    }

    private static Stream<Path> modules() {
        try (Stream<Path> folders = Files.list(TOP)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml"))).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> filesBelow(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
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
