package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.NodeJs;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache that a real nginx fills is copied. */
class MigrateNginxTest {
    private static final Map<String, String> PATH =
            Map.of("PATH", System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin");
    private static final String CAT = "/rs:fill:300:200/plain/https:%2F%2Fexample.com%2Fcat.jpg";
    private static final String DOG = "/rs:fill:300:200/plain/https:%2F%2Fexample.com%2Fdog.jpg";

    @TempDir
    private Path folder;

    private StubImgproxy upstream;
    private Process nginx;
    private URI url;

    @BeforeEach
    void start() throws Exception {
        NodeJs.Run version = NodeJs.run(folder, PATH, "sh", "-c", "nginx -v");
        if (version.exitCode() != 0) {
            NodeJs.skip("imgproxy4j.require.nginx", "nginx is not on the PATH: its cache was not copied by a test");
        }
        upstream = StubImgproxy.replying(Reply.image("image/png", FakeImgproxy.image()));
        int port = freePort();
        url = URI.create("http://127.0.0.1:" + port);
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(port));
        ProcessBuilder builder = new ProcessBuilder(
                        "nginx", "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("error.log").toFile());
        builder.command().addAll(0, List.of("env", "PATH=" + PATH.get("PATH")));
        nginx = builder.start();
        await().until(() -> isOpen(port));
    }

    @AfterEach
    void stop() throws Exception {
        if (nginx != null) {
            nginx.destroy();
            int unused = nginx.waitFor();
        }
        if (upstream != null) {
            upstream.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private boolean isOpen(int port) throws IOException {
        assertThat(nginx.isAlive())
                .as(() -> "nginx runs; see " + folder.resolve("error.log"))
                .isTrue();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String configuration(int port) {
        return """
                %1$s
                daemon off;
                pid %2$s/nginx.pid;
                error_log %2$s/error.log;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %2$s/body;
                  proxy_temp_path %2$s/proxy;
                  fastcgi_temp_path %2$s/fastcgi;
                  uwsgi_temp_path %2$s/uwsgi;
                  scgi_temp_path %2$s/scgi;
                  proxy_cache_path %2$s/cache levels=1:2 keys_zone=images:1m use_temp_path=off;
                  server {
                    listen 127.0.0.1:%3$d;
                    location / {
                      proxy_pass %4$s;
                      proxy_cache images;
                      proxy_cache_valid any 1h;
                    }
                  }
                }
                """.formatted(
                "root".equals(System.getProperty("user.name")) ? "user root;" : "", folder, port, upstream.url());
    }

    private void ask(String path, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(ServerProcess.get(URI.create(url + path)).statusCode()).isEqualTo(200);
        }
    }

    private static String key(String path) {
        String signed = ServerProcess.signed(path);
        return Shell.withKey().run("key", signed).out().strip();
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void variantsAreCopiedUnderOurKeysAndStayInNginx() throws Exception {
        ask(ServerProcess.signed(CAT), 2);
        ask(ServerProcess.signed(DOG) + "?utm_source=news", 1);
        ask("/wrong" + DOG, 1);
        await().untilAsserted(() -> assertThat(cached()).hasSize(3));
        Path store = folder.resolve("store");
        Shell target = Shell.withKey().with("IMGPROXY4J_STORE_DIR", store.toString());

        Result result = target.run("migrate", "--from", "nginx:" + folder.resolve("cache"), "--json");

        assertThat(result.err()).contains("has no path with a right signature");
        assertThat(result.out()).contains("\"copied\":2", "\"skipped\":1", "\"failed\":0");
        assertThat(result.status()).isZero();
        assertThat(cached()).hasSize(3);
        for (String path : List.of(CAT, DOG)) {
            assertIsStored(store, key(path));
        }
        assertThat(target.run("migrate", "--from", "nginx:" + folder.resolve("cache"), "--json")
                        .out())
                .contains("\"copied\":0", "\"present\":2");
    }

    private static void assertIsStored(Path store, String key) throws IOException {
        Settings settings = Settings.read(SettingsSource.of("test", Map.of("imgproxy.store-dir", store.toString())));
        try (ImageStore opened = CachingProxy.openStore(settings);
                StoredImage image = opened.get(key)) {
            assertThat(image).as(key).isNotNull();
            assertThat(image.body().readAllBytes()).isEqualTo(FakeImgproxy.image());
            assertThat(image.metadata().contentType()).isEqualTo("image/png");
            assertThat(image.metadata().etag()).matches("\"[0-9a-f]{32}\"");
        }
    }

    @Test
    void fileThatWasCutIsLeftOut() throws Exception {
        ask(ServerProcess.signed(CAT), 1);
        await().untilAsserted(() -> assertThat(cached()).hasSize(1));
        byte[] whole = Files.readAllBytes(cached().get(0));
        Files.write(cached().get(0), Arrays.copyOf(whole, whole.length - 1));

        Result result = Shell.withKey()
                .with("IMGPROXY4J_STORE_DIR", folder.resolve("store").toString())
                .run("migrate", "--from", "nginx:" + folder.resolve("cache"), "--json");

        assertThat(result.err()).contains("bytes instead of " + FakeImgproxy.image().length);
        assertThat(result.out()).contains("\"copied\":0", "\"skipped\":1");
    }
}
