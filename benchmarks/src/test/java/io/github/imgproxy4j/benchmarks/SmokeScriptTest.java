package io.github.imgproxy4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/smoke} in a checkout of its own, whose {@code benchmarks/run} measures nothing. */
class SmokeScriptTest {
    @TempDir
    Path folder;

    private Path checkout;

    @BeforeEach
    void copy() throws Exception {
        checkout = Files.createDirectories(folder.resolve("checkout"));
        Path script = Path.of("..", ".ci", "smoke");
        Files.createDirectories(checkout.resolve(".ci"));
        Files.copy(script, checkout.resolve(".ci/smoke"));
        harness("echo '| a table |'; echo 'warning: Signing, ns is 1.49'");
        source("first");
    }

    @Test
    void withoutGitTheReasonIsSaid() throws Exception {
        assertThat(smoke())
                .startsWith("not measured beside an earlier commit: ")
                .contains("is not a Git checkout");
    }

    @Test
    void withoutAParentTheReasonIsSaid() throws Exception {
        commit();

        assertThat(smoke()).contains("HEAD has no parent here; a shallow clone needs --depth 2");
    }

    @Test
    void aShallowCloneHasNoParent() throws Exception {
        commit();
        source("second");
        commit();
        Path shallow = folder.resolve("shallow");
        run(
                folder,
                Map.of(),
                "git",
                "clone",
                "-q",
                "--depth",
                "1",
                checkout.toUri().toString(),
                shallow.toString());

        assertThat(run(shallow, Map.of(), "bash", ".ci/smoke")).contains("HEAD has no parent here");
    }

    @Test
    void theCommitBeforeIsMeasuredBeside() throws Exception {
        String first = commit();
        source("second");
        commit();

        assertThat(smoke())
                .contains("beside " + first, "| a table |", "warning: Signing")
                .doesNotContain("::warning");
        assertThat(run(checkout, Map.of("GITHUB_ACTIONS", "true"), "bash", ".ci/smoke"))
                .contains("::warning title=Performance::Signing, ns is 1.49");
    }

    @Test
    void whatIsTheSameIsNotMeasured() throws Exception {
        commit();
        Files.writeString(checkout.resolve("README.md"), "changed");
        commit();

        assertThat(smoke()).contains("core and filter are the same in");
    }

    @Test
    void aBaseThatDoesNotCompileIsNoFailure() throws Exception {
        commit();
        source("second");
        harness("echo 'does not compile' >&2; exit 1");
        commit();

        assertThat(smoke()).contains("does not compile", "not measured", "ended with 1");
    }

    @Test
    void aHarnessThatHangsIsEnded() throws Exception {
        commit();
        source("second");
        harness("exec tail -f /dev/null");
        commit();

        assertThat(run(checkout, Map.of("SMOKE_SECONDS", "1"), "bash", ".ci/smoke"))
                .contains("it took more than 1 s");
    }

    @Test
    void anUnknownBaseIsNamed() throws Exception {
        commit();

        assertThat(run(checkout, Map.of(), "bash", ".ci/smoke", "nowhere")).contains("[nowhere] is neither");
    }

    private void harness(String commands) throws IOException {
        Files.createDirectories(checkout.resolve("benchmarks"));
        Path run = checkout.resolve("benchmarks/run");
        Files.writeString(run, "#!/usr/bin/env bash\n" + commands + "\n");
        assertThat(run.toFile().setExecutable(true)).isTrue();
    }

    private void source(String text) throws IOException {
        Files.createDirectories(checkout.resolve("core/src/main"));
        Files.writeString(checkout.resolve("core/src/main/source"), text);
    }

    /** Commits everything, and returns the name of the commit. */
    private String commit() throws Exception {
        run(checkout, Map.of(), "git", "init", "-q");
        run(checkout, Map.of(), "git", "add", "--all");
        run(checkout, Map.of(), "git", "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "a change");
        return run(checkout, Map.of(), "git", "rev-parse", "HEAD").strip();
    }

    private String smoke() throws Exception {
        return run(checkout, Map.of(), "bash", ".ci/smoke");
    }

    /** The output of a command that must succeed. */
    private static String run(Path where, Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(where.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
