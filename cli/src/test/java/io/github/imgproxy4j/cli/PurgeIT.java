package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purging of a server that runs from the jar. */
class PurgeIT {
    private static final String SOURCE = "https://example.com/cat.jpg";
    private static final String PATH = "/rs:fill:50:50/plain/" + SOURCE;
    private static final String TOKEN = "a-token-of-the-tests";

    @TempDir
    private Path folder;

    private Map<String, String> environment(StubImgproxy upstream) {
        return Map.of(
                "IMGPROXY4J_URL",
                upstream.url().toString(),
                "IMGPROXY4J_STORE_DIR",
                folder.resolve("store").toString(),
                "IMGPROXY4J_KEY_LAYOUT",
                "signed-path grouped",
                "IMGPROXY4J_PURGE_TOKEN",
                TOKEN);
    }

    @Test
    void variantsGoFromMemoryAndStoreByUrlSourceAndAll() throws Exception {
        Shell shell = Shell.withKey().with("IMGPROXY4J_KEY_LAYOUT", "signed-path grouped");
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", FakeImgproxy.image()));
                ServerProcess server =
                        ServerProcess.start(environment(upstream)).ready()) {
            String proxy = server.url("").toString();
            String host = server.url("").getRawAuthority();
            Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
            Shell authorised = shell.with("IMGPROXY4J_PURGE_TOKEN", TOKEN);
            String url = server.url(ServerProcess.signed(PATH)).toString();
            String key = shell.run("key", url).out().strip();

            makeAndStore(server, key);
            assertThat(authorised
                            .run("purge", "--proxy", proxy, "--dry-run", url)
                            .lines())
                    .contains("would remove 1");
            assertThat(authorised.run("purge", "--proxy", proxy, url).lines()).contains("removed 1");
            assertThat(server.get("/cache/" + key).statusCode()).isEqualTo(404);

            makeAndStore(server, key);
            assertThat(shell.run("purge", "--proxy", proxy, "--token-file", token.toString(), "--source", SOURCE)
                            .lines())
                    .contains("removed 1");
            assertThat(server.get("/cache/" + key).statusCode()).isEqualTo(404);

            makeAndStore(server, key);
            assertThat(authorised.run("purge", "--proxy", proxy, "--all").err()).contains("--confirm " + host);
            assertThat(authorised
                            .run("purge", "--proxy", proxy, "--all", "--confirm", host)
                            .status())
                    .isZero();
            assertThat(server.get("/cache/" + key).statusCode()).isEqualTo(404);
            assertThat(upstream.requests()).hasSize(3);
        }
    }

    private static void makeAndStore(ServerProcess server, String key) throws Exception {
        assertThat(server.get(ServerProcess.signed(PATH)).statusCode()).isEqualTo(200);
        await().until(() -> server.get("/cache/" + key).statusCode() == 200);
    }

    @Test
    void wrongTokenWrongMountAndUnreachableServerAreReported() throws Exception {
        Shell wrong = Shell.withKey().with("IMGPROXY4J_PURGE_TOKEN", "not-the-right-token");
        String key = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", FakeImgproxy.image()));
                ServerProcess server =
                        ServerProcess.start(environment(upstream)).ready()) {
            String proxy = server.url("").toString();

            assertFailed(wrong.run("purge", "--proxy", proxy, key), "the token is not that of the proxy at " + proxy);
            assertFailed(wrong.run("purge", "--proxy", proxy + "/img", key), proxy + "/img");
            Result prefix = wrong.run("purge", "--proxy", proxy, "thumbs/");
            assertThat(prefix.err()).contains("purge a prefix in the store");
            assertThat(prefix.status()).isEqualTo(2);
        }
        assertFailed(wrong.run("purge", "--proxy", "http://127.0.0.1:" + unusedPort(), key), "nothing listens there");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertFailed(Result result, String text) {
        assertThat(result.err()).contains(text).doesNotContain("not-the-right-token");
        assertThat(result.status()).isEqualTo(1);
    }
}
