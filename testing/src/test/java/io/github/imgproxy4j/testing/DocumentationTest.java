package io.github.imgproxy4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fenced block of README, the modules' READMEs and {@code docs/} is cut from a file that a test compiles or runs, is
 * read out of the page by a test, or is marked as output. With {@code -Dimgproxy4j.docs.write=true} the pages are
 * written anew from those files.
 */
class DocumentationTest {
    private static final Path TOP = Path.of("..");
    private static final boolean WRITE = Boolean.getBoolean("imgproxy4j.docs.write");
    /** Need no source: output, and what the tests of the JavaScript modules look after. */
    private static final Set<String> FREE = Set.of("text", "console", "js", "json");

    private static final Pattern FROM = Pattern.compile("from ([^ #]+)#([a-z0-9-]+(?:\\+[a-z0-9-]+)*)");
    private static final Pattern RUN_BY = Pattern.compile("run by ([^ ]+)");

    static List<String> pages() throws IOException {
        List<Path> pages = new ArrayList<>(listed(TOP, 1));
        pages.addAll(listed(TOP.resolve("docs"), 9));
        try (Stream<Path> folders = Files.list(TOP)) {
            folders.map(folder -> folder.resolve("README.md"))
                    .filter(Files::isRegularFile)
                    .forEach(pages::add);
        }
        return pages.stream()
                .map(page -> TOP.relativize(page).toString())
                .sorted()
                .toList();
    }

    private static List<Path> listed(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockHasASource(String name) throws IOException {
        Path page = TOP.resolve(name);
        String text = Files.readString(page);
        List<FencedBlock> blocks = FencedBlock.of(page);
        StringBuilder expected = new StringBuilder();
        List<String> problems = new ArrayList<>();
        int copied = 0;
        for (FencedBlock block : blocks) {
            String source = source(page, block, problems);
            expected.append(text, copied, block.start()).append(source);
            copied = block.start() + block.text().length();
        }
        expected.append(text.substring(copied));
        if (WRITE && problems.isEmpty()) {
            Files.writeString(page, expected);
            text = expected.toString();
        }

        assertThat(problems).isEmpty();
        assertThat(text)
                .as(
                        "%s is not what its sources say; mvn -pl testing test -Dtest=DocumentationTest"
                                + " -Dimgproxy4j.docs.write=true writes it anew",
                        name)
                .isEqualTo(expected.toString());
        assertThat(Pattern.compile("(?m)^ *(```|~~~)").matcher(text).results().count())
                .as("fences: three backticks at the begin of a line, or this test does not see them")
                .isEqualTo(2L * blocks.size());
    }

    /** What the block must hold. */
    private static String source(Path page, FencedBlock block, List<String> problems) throws IOException {
        String place = TOP.relativize(page) + ":" + block.line();
        Matcher from = FROM.matcher(block.mark());
        if (from.matches()) {
            return cut(place, from.group(1), from.group(2).split("\\+", -1), problems);
        }
        Matcher test = RUN_BY.matcher(block.mark());
        if (test.matches()) {
            // Found by its name in what the test says.
            if (!names(TOP.resolve(test.group(1)), page.getFileName().toString())) {
                problems.add(place + ": " + test.group(1) + " does not read this page");
            }
        } else if (!block.mark().equals("output") && !FREE.contains(block.language())) {
            problems.add(place + ": a block of [" + block.language() + "] needs <!-- from FILE#REGION -->,"
                    + " <!-- run by TEST --> or <!-- output --> right above");
        }
        return block.text();
    }

    private static String cut(String place, String file, String[] names, List<String> problems) throws IOException {
        Map<String, String> regions = SourceRegions.of(TOP.resolve(file));
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            String part = regions.get(name);
            if (part == null) {
                problems.add(place + ": " + file + " has no region [" + name + "]");
                part = "";
            }
            parts.add(part);
        }
        return String.join(file.endsWith(".java") ? "\n" : "", parts);
    }

    private static boolean names(Path file, String text) throws IOException {
        return Files.isRegularFile(file) && Files.readString(file).contains(text);
    }

    /** A file that is no test itself is read by one. */
    @Test
    void everySourceIsCompiledOrReadByATest() throws IOException {
        List<String> tests = tests();
        List<String> idle = new ArrayList<>();
        for (String name : pages()) {
            for (FencedBlock block : FencedBlock.of(TOP.resolve(name))) {
                Matcher from = FROM.matcher(block.mark());
                if (from.matches() && !isUsed(from.group(1), tests)) {
                    idle.add(from.group(1));
                }
            }
        }

        assertThat(idle).as("files that no test names").isEmpty();
    }

    private static boolean isUsed(String file, List<String> tests) {
        String name = Path.of(file).getFileName().toString();
        String word = name.replaceFirst("\\.java$", "");
        return name.endsWith("Test.java") || tests.stream().anyMatch(test -> test.contains(word));
    }

    private static List<String> tests() throws IOException {
        List<String> tests = new ArrayList<>();
        for (String folder : modules()) {
            Path sources = TOP.resolve(folder).resolve("src/test/java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().matches(".*(Test|IT|Contract)\\.java"))
                            .forEach(file -> tests.add(read(file)));
                }
            }
        }
        return tests;
    }

    private static List<String> modules() throws IOException {
        return Pattern.compile("<module>(.*)</module>")
                .matcher(Files.readString(TOP.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
