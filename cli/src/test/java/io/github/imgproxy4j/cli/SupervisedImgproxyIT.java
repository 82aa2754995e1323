package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An imgproxy that the server starts beside itself. */
class SupervisedImgproxyIT {
    private static final String PATH = "/rs:fill:50:50/plain/https://example.com/cat.jpg";

    @TempDir
    private Path folder;

    private ServerProcess start(Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(
                Map.of("IMGPROXY4J_BINARY", FakeImgproxy.script(folder).toString(), "IMGPROXY_QUALITY", "75"));
        environment.putAll(more);
        return ServerProcess.start(environment);
    }

    private static void awaitRestart(ServerProcess server, long earlier) {
        await().until(() -> FakeImgproxy.running(server.err())
                .filter(process -> process.pid() != earlier)
                .isPresent());
    }

    @Test
    void isFoundOnThePathAndMakesTheImages() throws Exception {
        FakeImgproxy.script(folder);
        try (ServerProcess server = start(Map.of("IMGPROXY4J_BINARY", "", "PATH", folder + ":/usr/bin:/bin"))
                .ready()) {
            assertThat(server.startLine())
                    .contains("upstream: " + folder.resolve("imgproxy") + " at http://127.0.0.1:");
            assertThat(server.get(ServerProcess.signed(PATH)).body()).isEqualTo(FakeImgproxy.image());
            assertThat(server.err()).anyMatch(line -> line.endsWith("imgproxy is ready"));
        }
    }

    @Test
    void getsItsOwnVariablesAndNotOurs() throws Exception {
        Map<String, String> more = Map.of("IMGPROXY4J_PURGE_TOKEN", "0123456789abcdef", "PORT", "1");
        try (ServerProcess server = start(more).ready()) {
            assertThat(server.err())
                    .filteredOn(line -> line.startsWith("imgproxy | variables"))
                    .singleElement()
                    .asString()
                    .contains("IMGPROXY_BIND", "IMGPROXY_KEY", "IMGPROXY_SALT", "IMGPROXY_QUALITY")
                    .doesNotContain("IMGPROXY4J_", "PORT");
        }
    }

    @Test
    void sharesTheKeyOfAFile() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), Shell.KEY + "\n");
        Path salt = Files.writeString(folder.resolve("salt"), Shell.SALT + "\n");
        Map<String, String> environment = Map.of(
                "IMGPROXY_KEY",
                "",
                "IMGPROXY_SALT",
                "",
                "IMGPROXY4J_BINARY",
                FakeImgproxy.script(folder).toString());
        try (ServerProcess server = ServerProcess.start(
                        environment, "--key-file", key.toString(), "--salt-file", salt.toString())
                .ready()) {
            assertThat(server.err())
                    .anyMatch(line -> line.contains("variables") && line.contains("IMGPROXY_KEY IMGPROXY_SALT"));
            assertThat(server.err()).noneMatch(line -> line.contains(Shell.KEY));
        }
    }

    @Test
    void isStartedAgainWhenItEnds() throws Exception {
        try (ServerProcess server = start(Map.of()).ready()) {
            ProcessHandle first = FakeImgproxy.running(server.err()).orElseThrow();
            first.destroyForcibly();
            awaitRestart(server, first.pid());
            assertThat(server.err())
                    .anyMatch(line -> line.contains("ended with status 137; it is started again in 250 ms"));

            ProcessHandle second = FakeImgproxy.running(server.err()).orElseThrow();
            second.destroyForcibly();
            awaitRestart(server, second.pid());
            assertThat(server.err())
                    .as("each pause is longer, until it runs well for a minute")
                    .anyMatch(line -> line.contains("it is started again in 500 ms"));
            await().until(() ->
                    server.get(ServerProcess.signed(PATH + "%3Fv=2")).statusCode() == 200);
        }
    }

    @Test
    void endsWithTheServer() throws Exception {
        try (ServerProcess server = start(Map.of()).ready()) {
            ProcessHandle process = FakeImgproxy.running(server.err()).orElseThrow();
            server.terminate();
            assertThat(server.end()).isZero();
            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void endsEvenIfTheServerIsKilled() throws Exception {
        boolean kernelHelps = Files.isExecutable(Path.of("/usr/bin/setpriv"));
        if (!kernelHelps) {
            System.out.println(
                    "SKIPPED: no setpriv (util-linux), without which a killed server leaves imgproxy behind");
        }
        Assumptions.assumeTrue(kernelHelps);
        try (ServerProcess server = start(Map.of()).ready()) {
            ProcessHandle process = FakeImgproxy.running(server.err()).orElseThrow();
            server.kill();
            await().until(() -> !process.isAlive());
            assertThat(server.isAlive()).isFalse();
        }
    }

    @Test
    void oneThatCannotStartEndsTheServerAndSaysWhy() throws Exception {
        try (ServerProcess server = start(Map.of("BROKEN", "3"))) {
            assertThat(server.end()).isEqualTo(1);
            assertThat(server.err())
                    .contains("imgproxy | a setting is wrong")
                    .anyMatch(line ->
                            line.startsWith("serve: ") && line.contains("ended with status 3 before it was ready"));
        }
    }
}
