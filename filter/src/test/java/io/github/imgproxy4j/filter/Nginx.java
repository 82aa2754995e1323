package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.testing.NodeJs;
import io.github.imgproxy4j.testing.TestClient;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real nginx on a loopback port, with the given directives for one location and else what it does by default. */
final class Nginx implements Closeable {
    private static final int ATTEMPTS = 5;
    private static final Map<String, String> PATH =
            Map.of("PATH", System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin");

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where there is none, or fails it if somebody requires it. */
    static void require(Path folder) throws IOException, InterruptedException {
        NodeJs.Run version = NodeJs.run(folder, PATH, "sh", "-c", "nginx -v");
        if (version.exitCode() != 0) {
            NodeJs.skip(
                    "imgproxy4j.require.nginx",
                    "nginx is not on the PATH (" + version.output().strip()
                            + "): a test with a real nginx did not run");
        }
    }

    /** Starts one; the port that is free now may be taken a moment later, so it tries more than one. */
    static Nginx start(Path folder, String location) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Nginx nginx = onPort(folder, freePort(), location);
            if (nginx.isUp()) {
                return nginx;
            }
            nginx.close();
            if (attempt == ATTEMPTS) {
                throw new IOException("nginx does not start: " + Files.readString(folder.resolve("error.log")));
            }
        }
    }

    private static Nginx onPort(Path folder, int port, String location) throws IOException {
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, location));
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        "-c",
                        "exec nginx -p \"$0\" -c \"$1\" -e stderr",
                        folder.toString(),
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("error.log").toFile());
        builder.environment().putAll(PATH);
        return new Nginx(builder.start(), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String configuration(Path folder, int port, String location) {
        return """
                %1$s
                daemon off;
                pid %2$s/nginx.pid;
                error_log stderr error;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %2$s/body;
                  proxy_temp_path %2$s/proxy;
                  fastcgi_temp_path %2$s/fastcgi;
                  uwsgi_temp_path %2$s/uwsgi;
                  scgi_temp_path %2$s/scgi;
                  proxy_cache_path %2$s/cache keys_zone=images:1m;
                  server {
                    listen 127.0.0.1:%3$d;
                    location / {
                      %4$s
                    }
                  }
                }
                """.formatted(
                        "root".equals(System.getProperty("user.name")) ? "user root;" : "", folder, port, location);
    }

    private boolean isUp() {
        Awaitility.await().until(() -> !process.isAlive() || isOpen());
        return process.isAlive();
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    TestClient client() {
        return new TestClient(url());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
