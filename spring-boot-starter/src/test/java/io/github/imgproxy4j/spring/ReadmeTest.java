package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What one can paste from the README. */
class ReadmeTest {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);

    @Test
    void everyDependencyHasTheVersionOfThisBuild() throws IOException {
        List<String> dependencies = DEPENDENCY
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(dependencies)
                .isNotEmpty()
                .allSatisfy(dependency -> assertThat(dependency)
                        .contains("<groupId>io.github.imgproxy4j</groupId>")
                        .contains("<version>" + System.getProperty("project.version") + "</version>"));
    }
}
