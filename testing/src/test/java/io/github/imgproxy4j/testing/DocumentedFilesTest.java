package io.github.imgproxy4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The sources of the documentation that no test can run without asking somebody outside: pom.xml, whose modules are those of
 * this build, and commands.sh, of which syntax and words are checked.
 */
class DocumentedFilesTest {
    private static final Path TOP = Path.of("..");
    private static final Path FOLDER = Path.of("src/test/documentation");

    @Test
    void everyDependencyIsAModuleOfThisBuildOrAsInItsPom() throws Exception {
        Element bom = root(TOP.resolve("bom/pom.xml"));
        String version = text(bom, "version");
        List<String> published = new ArrayList<>(List.of("imgproxy4j-bom"));
        elements(bom, "dependency").forEach(each -> published.add(text(each, "artifactId")));
        String slf4j = text(root(TOP.resolve("pom.xml")), "slf4j.version");

        List<Element> shown = elements(root(FOLDER.resolve("pom.xml")), "dependency");
        assertThat(shown).hasSizeGreaterThan(9).allSatisfy(each -> {
            if (text(each, "groupId").equals("org.slf4j")) {
                assertThat(text(each, "version")).isEqualTo(slf4j);
            } else {
                assertThat(text(each, "groupId")).isEqualTo("io.github.imgproxy4j");
                assertThat(text(each, "artifactId")).isIn(published);
                assertThat(text(each, "version")).isEqualTo(version);
            }
        });
    }

    @Test
    void commandsAreBash() throws Exception {
        for (String folder : List.of(
                "testing/src/test/documentation/commands.sh", "demo-webapp/src/test/quick-start/environment.sh")) {
            Process bash = new ProcessBuilder("bash", "-n", TOP.resolve(folder).toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said).isEmpty();
            assertThat(bash.waitFor()).isZero();
        }
    }

    @Test
    void everyWordOfACommandIsKnown() throws Exception {
        String commands = Files.readString(FOLDER.resolve("commands.sh"));

        assertKnown(commands, "\\b((?:IMGPROXY4J|S3|IMGPROXY)_[A-Z0-9_]+)", "docs/configuration.md", "`%s`");
        assertKnown(
                commands,
                "imgproxy4j\\.jar bucket ([a-z-]+)",
                "cli/src/main/java/io/github/imgproxy4j/cli/BucketCommand.java",
                "\"%s\"");
        assertKnown(commands, "benchmarks/run .*?(--[a-z]+)", "benchmarks/run", "%s");
        assertKnown(commands, "-pl ([a-z0-9-]+)", "pom.xml", "<module>%s</module>");
        assertKnown(commands, "-P([a-z]+)", "demo-webapp/pom.xml", "<id>%s</id>");
    }

    /** Whatever a pattern finds in the commands stands in a file. */
    private static void assertKnown(String commands, String pattern, String file, String form) throws Exception {
        String text = Files.readString(TOP.resolve(file));
        List<String> words = Pattern.compile(pattern)
                .matcher(commands)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();

        assertThat(words)
                .as(pattern)
                .isNotEmpty()
                .allSatisfy(word -> assertThat(text).contains(form.formatted(word)));
    }

    private static Element root(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static List<Element> elements(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }

    /** The text of the first element of a name. */
    private static String text(Element root, String name) {
        return elements(root, name).get(0).getTextContent();
    }
}
