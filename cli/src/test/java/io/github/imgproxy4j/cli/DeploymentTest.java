package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.FencedBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The folder deploy: what can be told without running it. deploy/check runs it, deploy/check-image, run-local and
 * demo/cdn.conf.template among it.
 */
class DeploymentTest {
    private static final Path FOLDER = Path.of("../deploy");
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:IMGPROXY4J|IMGPROXY|S3)_[A-Z0-9_]+[A-Z0-9]\\b");
    private static final Pattern ASSIGNED =
            Pattern.compile("\\b((?:IMGPROXY4J|S3)_[A-Z0-9_]*[A-Z0-9])\\b(?=[=:\"]| *[:=])");

    private static final Pattern REQUIRED = Pattern.compile("\\$\\{(\\w+):\\?");

    @ParameterizedTest
    @ValueSource(strings = {"run-local", "check", "check-image", "demo/page", "kubernetes/render"})
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

    /** The block of docs/deploy.md writes a value for each variable that compose.yml wants, for its owner only. */
    @Test
    void variablesOfComposeComeFromThePage(@TempDir Path folder) throws Exception {
        String block = FencedBlock.of(Path.of("../docs/deploy.md")).stream()
                .filter(each ->
                        each.mark().startsWith("run by ") && each.mark().contains(DeploymentTest.class.getSimpleName()))
                .map(FencedBlock::text)
                .findFirst()
                .orElseThrow();
        Path environment = Files.createDirectory(folder.resolve("deploy")).resolve(".env");

        Process bash = new ProcessBuilder("bash", "-ec", block)
                .directory(folder.toFile())
                .inheritIO()
                .start();

        assertThat(bash.waitFor()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(environment)))
                .isEqualTo("rw-------");
        Set<String> wanted = REQUIRED.matcher(Files.readString(FOLDER.resolve("compose.yml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(Files.readAllLines(environment))
                .allMatch(line -> line.matches("[A-Z_]+=[A-Za-z0-9]{26,}"))
                .extracting(line -> line.replaceFirst("=.*", ""))
                .containsExactlyInAnyOrderElementsOf(wanted);
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
