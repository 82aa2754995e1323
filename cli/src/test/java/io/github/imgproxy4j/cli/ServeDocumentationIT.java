package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.FencedBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/serve.md: its first lines make an image, and its other command starts the server. */
class ServeDocumentationIT {
    private static final Path PAGE = Path.of("../docs/serve.md");

    @TempDir
    private Path folder;

    @Test
    void firstLinesMakeAnImage() throws Exception {
        String port = freePort();
        String lines = FencedBlock.of(PAGE)
                .get(0)
                .text()
                .replace("/tmp/", folder + "/")
                .replace("8080", port);

        run("trap 'kill %1' EXIT\n" + lines, port);

        assertThat(Files.readString(folder.resolve("daisies.webp"), StandardCharsets.ISO_8859_1))
                .startsWith("RIFF")
                .contains("WEBP");
        assertThat(folder.resolve("images")).isNotEmptyDirectory();
    }

    @Test
    void commandForLittleMemoryStartsTheServer() throws Exception {
        String commands = Files.readString(Path.of("src/test/documentation/commands.sh"));
        String port = freePort();

        run(
                commands.replace("serve", "serve &") + "\ntrap 'kill %1' EXIT\n"
                        + "curl -sS --fail --retry 9 --retry-connrefused http://127.0.0.1:" + port + "/health/ready",
                port);
    }

    private static String freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(free.getLocalPort());
        }
    }

    private static void run(String script, String port) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-ec", script)
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "IMGPROXY_KEY",
                        Shell.KEY,
                        "IMGPROXY_SALT",
                        Shell.SALT,
                        "IMGPROXY4J_BINARY",
                        "none",
                        "IMGPROXY_BIND",
                        "127.0.0.1:" + port,
                        "IMGPROXY4J_METRICS_BIND",
                        "127.0.0.1:0"));
        Process bash = builder.start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
        assertThat(bash.exitValue()).as(said).isZero();
    }
}
