package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Javadoc, comments, messages and the pages use the standard words of HTTP, servlets and S3. The words below are some of
 * those that crept in before: software is not a person, a variant is fresh or stale, and a client disconnects.
 */
class WordingTest {
    private static final Path TOP = Path.of("..");

    private static final List<String> PUBLISHED = List.of(
            "core",
            "filter",
            "store-s3",
            "store-testkit",
            "embedded",
            "taglib",
            "thymeleaf-dialect",
            "spring-boot-starter",
            "cli");

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

    /** In comments and messages the thread, request or client is named instead. */
    private static final List<String> PERSONS =
            List.of("nobody", "somebody", "everybody", "anybody", "anew", "in vain");

    /** A message says image, and "is not a URL". */
    private static final List<String> NOT_IN_MESSAGES = List.of(
            "pictures",
            "(any|no|this) picture",
            "(is|are) no (URL|image|page|YAML|folder|number|attribute|path|file|setting)",
            "must stand");

    /** It keeps the words of the time when something was measured. */
    private static final List<String> HISTORY = List.of("performance.md");

    private static final Pattern WORD = pattern(NEVER, List.of());
    private static final Pattern WORD_OF_CODE = pattern(NEVER, PERSONS);
    private static final Pattern WORD_OF_MESSAGE = pattern(PERSONS, NOT_IN_MESSAGES);
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<!:)// [^\n]*", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
    private static final Pattern MARGIN = Pattern.compile("\\s*\\n\\s*\\*?\\s*");
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`]*`", Pattern.DOTALL);

    @Test
    void publicJavadocIsPlain() {
        List<Path> sources = mainSources(modules())
                .filter(file -> !file.toString().contains("internal"))
                .toList();

        assertThat(sources).hasSizeGreaterThan(200);
        assertThat(sources.stream()
                        .flatMap(source -> words(source, JAVADOC, WORD))
                        .toList())
                .isEmpty();
    }

    @Test
    void commentsOfPublishedModulesArePlain() {
        List<Path> sources = mainSources(publishedModules()).toList();

        assertThat(sources).hasSizeGreaterThan(400);
        assertThat(sources.stream()
                        .flatMap(source -> words(source, COMMENT, WORD_OF_CODE))
                        .toList())
                .isEmpty();
    }

    @Test
    void messagesOfPublishedModulesArePlain() {
        assertThat(mainSources(publishedModules())
                        .flatMap(source -> words(source, STRING, WORD_OF_MESSAGE))
                        .toList())
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

    private static Stream<String> wordsOfPage(Path page) {
        return words(page, WORD, CODE.matcher(text(page)).replaceAll("").replaceAll("\\s+", " "));
    }

    /** The words in the parts of a source that match a pattern. */
    private static Stream<String> words(Path source, Pattern part, Pattern word) {
        return part.matcher(text(source))
                .results()
                .flatMap(found ->
                        words(source, word, MARGIN.matcher(found.group()).replaceAll(" ")));
    }

    private static Stream<String> words(Path file, Pattern word, String text) {
        return word.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(found -> TOP.relativize(file) + " says [" + found + "]; use a standard word");
    }

    private static Pattern pattern(List<String> words, List<String> moreWords) {
        String alternatives = Stream.concat(words.stream(), moreWords.stream()).collect(Collectors.joining("|"));
        return Pattern.compile("\\b(" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    private static Stream<Path> mainSources(Stream<Path> modules) {
        return modules.map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(folder -> filesBelow(folder, ".java"));
    }

    private static Stream<Path> publishedModules() {
        return PUBLISHED.stream().map(TOP::resolve);
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
