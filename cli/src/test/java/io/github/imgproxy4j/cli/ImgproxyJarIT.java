package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.FencedBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The one jar, started as people start it. */
class ImgproxyJarIT {
    private static final String PATH = "/rs:fill:300:200/plain/local:///cat.jpg";

    @Test
    void signsVerifiesAndExplains() throws Exception {
        Ended signed = run("sign", PATH);
        assertThat(signed.status()).isZero();
        assertThat(signed.out()).isEqualTo(Shell.withKey().run("sign", PATH).out());

        assertThat(run("verify", signed.out().strip()).status()).isZero();
        assertThat(run("verify", "/wrong" + PATH).status()).isEqualTo(1);
        assertThat(run("explain", signed.out().strip()).out()).contains("width: 300 px");
    }

    @Test
    void wrongArgumentsEndWithTwo() throws Exception {
        Ended ended = run("sgin", PATH);

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("Did you mean sign?");
    }

    @Test
    void knowsItsVersion() throws Exception {
        assertThat(run("--version").out()).matches("imgproxy4j \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void documentedLinesRun() throws Exception {
        FencedBlock block = FencedBlock.of(Path.of("../docs/cli.md")).get(0);
        assertThat(block.mark()).contains("run by");
        Ended ended = end(new ProcessBuilder("bash", "-ec", block.text())
                .directory(Path.of("..").toFile()));

        assertThat(ended.out()).matches("/[A-Za-z0-9_-]{43}/rs:fill:300:200/plain/https://example.com/cat.jpg\\R");
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "target/imgproxy4j.jar"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("IMGPROXY_KEY", Shell.KEY, "IMGPROXY_SALT", Shell.SALT));
        return end(builder);
    }

    private static Ended end(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private record Ended(int status, String out, String err) {}
}
