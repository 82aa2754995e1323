package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.imgproxy4j.cli.Shell.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    static Stream<Arguments> wrongArguments() {
        return Stream.of(
                Arguments.of(List.of(), "a COMMAND is missing"),
                Arguments.of(List.of("sgin", "/a"), "Unknown subcommand 'sgin'"),
                Arguments.of(List.of("sgin", "/a"), "Did you mean sign?"),
                Arguments.of(List.of("bucket", "chek"), "Unknown subcommand 'chek'"),
                Arguments.of(List.of("Verfiy", "/a"), "Did you mean verify?"),
                Arguments.of(List.of("sign", "--confgi=x", "/a"), "Did you mean --config?"),
                Arguments.of(List.of("url", "--pirnt", "key", "local:///a"), "Did you mean --print?"),
                Arguments.of(List.of("warm", "--pgae=http://a/"), "Did you mean --page?"),
                Arguments.of(List.of("help", "sing"), "Did you mean sign?"),
                Arguments.of(List.of("warm", "--page=http://[a"), "[http://[a] must be an http or https URL"),
                Arguments.of(List.of("migrate", "--from=s3:"), "--from [s3:] must name a bucket"),
                Arguments.of(List.of("sign"), "Missing required parameter: 'PATH'"),
                Arguments.of(List.of("explain", "/a", "/b"), "Unmatched argument at index 2: '/b'"));
    }

    @ParameterizedTest
    @MethodSource("wrongArguments")
    void wrongArgumentsAreNamedWithTheNearestOnes(List<String> arguments, String text) {
        Result result = Shell.withKey().run(arguments.toArray(String[]::new));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(text, "Usage: imgproxy4j", "--help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign",
                "url",
                "key",
                "verify",
                "explain",
                "serve",
                "warm",
                "purge",
                "bucket",
                "migrate",
                "doctor",
                "generate-man-page"
            })
    void helpShowsAnExampleAndTheExitStatus(String subcommand) {
        Result result = Shell.empty().run(subcommand, "--help");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("Usage: imgproxy4j " + subcommand, "Example", "Exit status:");
    }

    @ParameterizedTest
    @CsvSource({
        "--key, IMGPROXY_KEY, --key-file",
        "--salt, IMGPROXY_SALT, --salt-file",
        "--token, IMGPROXY4J_PURGE_TOKEN, --token-file",
        "--secret-access-key, environment, --config"
    })
    void secretIsNoArgumentAndIsNotRepeated(String option, String variable, String fileOption) {
        String secret = Shell.KEY;
        for (List<String> arguments : List.of(
                List.of("purge", option + "=" + secret, "/a"),
                List.of("purge", option, secret, "/a"),
                List.of(option + "=" + secret, "purge", "/a"))) {
            Result result = Shell.empty().run(arguments.toArray(String[]::new));

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err())
                    .contains("Unknown option: '" + option + "'", "never arguments", variable, fileOption)
                    .doesNotContain(secret);
        }
        assertThat(Shell.empty().run("purge", "--help").out()).doesNotContain(option + "=");
    }

    @ParameterizedTest
    @ValueSource(strings = {Shell.KEY, "c2VjcmV0LXNlY3JldC1z/ZWNyZXQtc2VjcmV0"})
    void secretInPlaceOfItsFileIsNotRepeated(String secret) {
        Result result = Shell.empty().run("sign", "--key-file=" + secret, "/w:1/plain/a");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--key-file [hidden] does not exist").doesNotContain(secret);
    }

    @Test
    void numberIsAskedForInPlainWords() {
        assertThat(Shell.empty().run("warm", "--rate=fast", "--page=http://a/").err())
                .contains("--rate", "[fast] must be a number");
        assertThat(Shell.empty().run("migrate", "--parallel=many").err())
                .contains("--parallel", "[many] must be a whole number");
    }

    /** Completion in zsh needs its module for scripts of bash; docs/cli.md says so. */
    @Test
    void completionCanBeLoadedByZsh(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"),
                Shell.empty().run("generate-completion").out());
        Process zsh;
        try {
            zsh = new ProcessBuilder(
                            "zsh",
                            "-fc",
                            "autoload -U +X compinit bashcompinit && compinit -D && bashcompinit && source " + script
                                    + " && print -r -- $_comps[imgproxy4j]")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            abort("zsh is not installed: " + missing.getMessage());
            return;
        }
        assertThat(new String(zsh.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("_bash_complete", "_complete_imgproxy4j");
        assertThat(zsh.waitFor()).isZero();
    }

    @Test
    void completionIsAScriptForAllSubcommands() {
        assertThat(Shell.empty().run("generate-completion").out())
                .contains("_complete_imgproxy4j", "sign", "verify", "explain", "--config");
    }

    @Test
    void manPageHoldsEverySubcommandOptionAndExitStatus() {
        Result page = Shell.empty().run("generate-man-page");

        assertThat(page.status()).isZero();
        assertThat(page.lines().get(0)).startsWith(".TH IMGPROXY4J 1 ");
        assertThat(page.lines())
                .contains(".SS sign", ".SS doctor", ".SS serve", ".B \\-\\-compose=FILE", ".B 3", ".B PATH")
                .doesNotContain(".SS help")
                .allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c < 127), "ASCII");
    }
}
