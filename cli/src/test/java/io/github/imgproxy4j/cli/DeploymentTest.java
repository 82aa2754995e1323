package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder deploy: what can be told without running it. deploy/check runs it, run-local and nginx.conf among it. */
class DeploymentTest {
    private static final Path FOLDER = Path.of("../deploy");
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:IMGPROXY4J|IMGPROXY|S3)_[A-Z0-9_]+[A-Z0-9]\\b");
    private static final Pattern ASSIGNED =
            Pattern.compile("\\b((?:IMGPROXY4J|S3)_[A-Z0-9_]*[A-Z0-9])\\b(?=[=:\"]| *[:=])");

    @ParameterizedTest
    @ValueSource(strings = {"run-local", "check"})
    void scriptsAreBash(String name) throws Exception {
        Process bash = new ProcessBuilder("bash", "-n", FOLDER.resolve(name).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(bash.waitFor()).isZero();
        assertThat(FOLDER.resolve(name)).isExecutable();
    }

    /** A name that is nobody's would stop the server at its start. */
    @Test
    void everyVariableOfOursIsASetting() throws IOException {
        String pages =
                Files.readString(Path.of("../docs/configuration.md")) + Files.readString(Path.of("../docs/serve.md"));
        Set<String> known =
                VARIABLE.matcher(pages).results().map(MatchResult::group).collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        for (String text : texts()) {
            ASSIGNED.matcher(text).results().forEach(found -> used.add(found.group(1)));
        }

        assertThat(used).hasSizeGreaterThan(5).isSubsetOf(known);
    }

    private static List<String> texts() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).map(DeploymentTest::text).toList();
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
