package io.github.imgproxy4j.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The web app is the one of README and of the first three steps of the quick start, word for word; only the folder of the
 * photos is in the environment.
 */
class ReadmeTest {
    private static final Path WEB_APP = Folders.STRANGERS.resolve("war/src/main/webapp");
    private static final Pattern PART =
            Pattern.compile("(?s)<(context-param|filter|filter-mapping|dependency)>.*?</\\1>");
    private static final Pattern COORDINATES = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    @Test
    void theWebXmlHasEveryPartOfReadme() throws IOException {
        String ours = squeezed(Files.readString(WEB_APP.resolve("WEB-INF/web.xml")));
        List<String> parts = parts().stream()
                .filter(part -> !part.startsWith("<dependency>") && !part.contains("/srv/photos"))
                .toList();
        assertThat(parts)
                .hasSizeGreaterThan(3)
                .allSatisfy(part -> assertThat(ours).contains(squeezed(part)));
    }

    @Test
    void thePomHasEveryDependencyOfReadme() throws IOException {
        String ours = Files.readString(Folders.STRANGERS.resolve("war/pom.xml"));
        List<String> dependencies =
                parts().stream().filter(part -> part.startsWith("<dependency>")).toList();
        assertThat(dependencies).hasSizeGreaterThan(2).allSatisfy(dependency -> {
            Matcher coordinates = COORDINATES.matcher(dependency);
            assertThat(coordinates.find()).isTrue();
            assertThat(ours).contains(coordinates.group());
        });
    }

    @Test
    void thePageHasTheTagsOfReadme() throws IOException {
        Matcher block = Pattern.compile("(?s)```jsp\\R(.*?)```").matcher(readme());
        assertThat(block.find()).isTrue();
        String page = Files.readString(WEB_APP.resolve("index.jsp"));
        assertThat(page).contains(block.group(1).lines().toList());
    }

    private static List<String> parts() throws IOException {
        return PART.matcher(readme()).results().map(part -> part.group()).toList();
    }

    private static String readme() throws IOException {
        String steps = Files.readString(Folders.PROJECT.resolve("docs/quick-start.md"));
        return Files.readString(Folders.PROJECT.resolve("README.md")) + steps.substring(0, steps.indexOf("\n## 4"));
    }

    private static String squeezed(String xml) {
        return xml.replaceAll("\\s+", " ");
    }
}
