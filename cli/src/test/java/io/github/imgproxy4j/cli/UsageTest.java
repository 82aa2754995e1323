package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    static Stream<Arguments> wrongArguments() {
        return Stream.of(
                Arguments.of(List.of(), "a COMMAND is missing"),
                Arguments.of(List.of("sgin", "/a"), "Did you mean sign?"),
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

    @Test
    void noSecretIsAnOption() {
        assertThat(Shell.empty().run("sign", "--help").out()).doesNotContain("--key=", "--salt=");
        assertThat(Shell.empty().run("sign", "--key=" + Shell.KEY, "/a").status())
                .isEqualTo(2);
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
