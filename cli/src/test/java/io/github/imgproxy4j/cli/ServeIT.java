package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as it is started in production: the jar, the environment, signals. */
class ServeIT {
    private static final String PATH = "/rs:fill:50:50/plain/https://example.com/a%20cat.jpg";

    /** Java 17 loads 4,700 of them. */
    private static final int MOST_CLASSES = 5200;

    private static final Pattern OF_OTHERS =
            Pattern.compile("software\\.amazon\\.|imgproxy4j\\.cli\\.(doctor|migrate|purge|warm)\\.");

    @TempDir
    private Path folder;

    private Map<String, String> inFrontOf(StubImgproxy upstream) {
        return Map.of("IMGPROXY4J_URL", upstream.url().toString(), "IMGPROXY4J_STORE_DIR", store().toString());
    }

    private Path store() {
        return folder.resolve("store");
    }

    private static StubImgproxy upstream() throws IOException {
        return StubImgproxy.replying(Reply.image("image/png", FakeImgproxy.image()));
    }

    @Test
    void oneLineReportsAddressStoreAndUpstream() throws Exception {
        try (StubImgproxy upstream = upstream();
                ServerProcess server = ServerProcess.start(inFrontOf(upstream)).ready()) {
            assertThat(server.startLine())
                    .matches("imgproxy4j serves images at http://127\\.0\\.0\\.1:[1-9]\\d*/,"
                            + " metrics at http://127\\.0\\.0\\.1:[1-9]\\d*/metrics; upstream: imgproxy at "
                            + upstream.url() + "; store: files below " + store() + "; ready after \\d+ ms");
        }
    }

    @Test
    void imagesAreServedAtTheRootAndStored() throws Exception {
        try (StubImgproxy upstream = upstream();
                ServerProcess server = ServerProcess.start(inFrontOf(upstream)).ready()) {
            HttpResponse<byte[]> made = server.get(ServerProcess.signed(PATH));
            assertThat(made.statusCode()).isEqualTo(200);
            assertThat(made.body()).isEqualTo(FakeImgproxy.image());

            HttpResponse<byte[]> hit = server.get(ServerProcess.signed(PATH));
            assertThat(hit.headers().firstValue("Cache-Status"))
                    .hasValueSatisfying(status -> assertThat(status).contains("hit"));
            assertThat(upstream.requests()).hasSize(1);
            String key =
                    Shell.withKey().run("key", ServerProcess.signed(PATH)).out().strip();
            await().until(() -> server.get("/cache/" + key).statusCode() == 200);
            assertThat(server.get("/wrong" + PATH).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void embeddedProcessorMakesImagesWhereThereIsNoImgproxy() throws Exception {
        Files.write(folder.resolve("cat.png"), FakeImgproxy.image());
        Map<String, String> environment = Map.of("IMGPROXY_LOCAL_FILESYSTEM_ROOT", folder.toString());
        try (ServerProcess server = ServerProcess.start(environment).ready()) {
            HttpResponse<byte[]> response =
                    server.get(ServerProcess.signed("/rs:fill:20:20/plain/local:///cat.png@webp"));
            assertThat(response.statusCode()).as(ServerProcess.text(response)).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("image/webp");
        }
    }

    /** Most of the time until then is the loading of classes, whatever else the machine does. */
    @Test
    void firstImageNeedsFewClassesAndNoneOfOtherSubcommandsAndStores() throws Exception {
        Files.write(folder.resolve("cat.png"), FakeImgproxy.image());
        Path log = folder.resolve("classes");
        Map<String, String> environment = Map.of(
                "IMGPROXY_LOCAL_FILESYSTEM_ROOT", folder.toString(),
                "IMGPROXY4J_STORE_DIR", store().toString(),
                "JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log);
        try (ServerProcess server = ServerProcess.start(environment).ready()) {
            String path = ServerProcess.signed("/rs:fill:20:20/plain/local:///cat.png@webp");
            assertThat(server.get(path).statusCode()).isEqualTo(200);

            List<String> loaded = Files.readAllLines(log);
            assertThat(loaded).hasSizeBetween(1000, MOST_CLASSES);
            assertThat(loaded)
                    .noneMatch(line -> OF_OTHERS.matcher(line).find())
                    .anyMatch(line -> line.contains("imgproxy4j.embedded."));
        }
    }

    @Test
    void probesDistinguishTheProcessFromItsDependencies() throws Exception {
        StubImgproxy upstream = upstream();
        try (ServerProcess server = ServerProcess.start(inFrontOf(upstream)).ready()) {
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
            upstream.close();
            HttpResponse<byte[]> ready = server.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(ServerProcess.text(ready)).startsWith("{\"status\":\"unavailable\",\"reasons\":[\"upstream: ");
            assertThat(ServerProcess.get(server.metricsUrl("/health/ready")).statusCode())
                    .isEqualTo(503);
            for (HttpResponse<byte[]> live :
                    List.of(server.get("/health/live"), ServerProcess.get(server.metricsUrl("/health/live")))) {
                assertThat(live.statusCode()).isEqualTo(200);
                assertThat(ServerProcess.text(live)).isEqualTo("{\"status\":\"live\"}");
            }
        }
    }

    @Test
    void metricsAreOnTheirOwnPort() throws Exception {
        try (StubImgproxy upstream = upstream();
                ServerProcess server = ServerProcess.start(inFrontOf(upstream)).ready()) {
            assertThat(server.get(ServerProcess.signed(PATH)).statusCode()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(ServerProcess.text(ServerProcess.get(server.metricsUrl("/metrics"))))
                    .contains(
                            "imgproxy4j_responses_seconds_count{outcome=\"miss\",route=\"proxy\",status=\"200\"",
                            "imgproxy4j_fetches_waiting 0",
                            "imgproxy4j_stored_total 1.0",
                            "jvm_memory_used_bytes",
                            "process_cpu_usage"));
            assertThat(server.get("/metrics").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void stopTurnsReadinessDownWhileRequestsAreStillServed() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("IMGPROXY4J_DRAIN_DELAY", "60s");
        try (StubImgproxy upstream = upstream()) {
            environment.putAll(inFrontOf(upstream));
            try (ServerProcess server = ServerProcess.start(environment).ready()) {
                server.terminate();
                await().until(() -> server.get("/health/ready").statusCode() == 503);
                assertThat(ServerProcess.text(server.get("/health"))).contains("shutting down");
                assertThat(server.get("/health/live").statusCode()).isEqualTo(200);

                HttpResponse<byte[]> image = server.get(ServerProcess.signed(PATH));
                assertThat(image.statusCode()).isEqualTo(200);
                assertThat(image.headers().firstValue("Connection")).hasValue("close");
            }
        }
    }

    @Test
    void stopLetsTheRunningRequestFinishAndStoresIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        byte[] image = FakeImgproxy.image();
        Reply late = (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: " + image.length);
            out.write(image, 0, 10);
            out.flush();
            asked.countDown();
            stopping.await();
            out.write(image, 10, image.length - 10);
            out.flush();
            return true;
        };
        try (StubImgproxy upstream = StubImgproxy.replying(late);
                ServerProcess server = ServerProcess.start(inFrontOf(upstream)).ready()) {
            CompletableFuture<HttpResponse<byte[]>> running = ServerProcess.CLIENT.sendAsync(
                    HttpRequest.newBuilder(server.url(ServerProcess.signed(PATH)))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            asked.await();
            server.terminate();
            await().until(() -> server.err().stream().anyMatch(line -> line.contains("stopping")));
            stopping.countDown();

            assertThat(running.get().body()).isEqualTo(image);
            assertThat(server.end()).isZero();
            assertThat(server.err()).last().asString().contains("stopped");
            try (Stream<Path> files = Files.walk(store())) {
                assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
            }
        }
    }

    @Test
    void requestThatTakesTooLongIsCutOffAndTheStatusSaysSo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Reply never = (request, out) -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return false;
        };
        try (StubImgproxy upstream = StubImgproxy.replying(never)) {
            Map<String, String> environment = new HashMap<>(inFrontOf(upstream));
            environment.put("IMGPROXY4J_SHUTDOWN_TIMEOUT", "200ms");
            try (ServerProcess server = ServerProcess.start(environment).ready()) {
                CompletableFuture<HttpResponse<byte[]>> running = ServerProcess.CLIENT.sendAsync(
                        HttpRequest.newBuilder(server.url(ServerProcess.signed(PATH)))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                asked.await();
                server.terminate();

                assertThat(server.end()).isEqualTo(1);
                assertThat(server.err()).anyMatch(line -> line.contains("1 requests are cut off"));
                assertThat(running.handle((response, failure) -> failure != null || response.statusCode() >= 500)
                                .get())
                        .isTrue();
            }
        }
    }

    @Test
    void wrongSettingsAreReportedTogether() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "IMGPROXY_KEY", "secret!",
                "IMGPROXY_BIND", "8080x",
                "IMGPROXY4J_METRICS_BIND", "here",
                "IMGPROXY4J_STORE_DIRR", "/tmp",
                "IMGPROXY4J_BINARY", "/no/such/imgproxy",
                "IMGPROXY4J_MEMORY_SIZE", "much"));
        for (String[] options : List.of(new String[0], new String[] {"--check"})) {
            try (ServerProcess server = ServerProcess.start(environment, options)) {
                assertThat(server.end()).isEqualTo(2);
                assertThat(String.join("\n", server.err()))
                        .contains(
                                "IMGPROXY_KEY: key [***] must be hexadecimal",
                                "IMGPROXY_BIND [8080x] must be an address and a port",
                                "IMGPROXY4J_METRICS_BIND [here]",
                                "IMGPROXY4J_STORE_DIRR is not a setting; did you mean IMGPROXY4J_STORE_DIR?",
                                "IMGPROXY4J_BINARY [/no/such/imgproxy] must be an executable file",
                                "IMGPROXY4J_MEMORY_SIZE [much]")
                        .doesNotContain("secret!", "Exception");
            }
        }
    }

    @Test
    void checkOfRightSettingsStartsNothing() throws Exception {
        try (ServerProcess server = ServerProcess.start(Map.of(), "--check")) {
            assertThat(server.end()).isZero();
            assertThat(server.startLine()).isEqualTo("the settings are valid");
        }
    }

    @Test
    void takenPortIsNamedWithAWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            for (String name : List.of("IMGPROXY_BIND", "IMGPROXY4J_METRICS_BIND")) {
                try (ServerProcess server = ServerProcess.start(Map.of(name, address))) {
                    assertThat(server.end()).isEqualTo(1);
                    assertThat(server.err())
                            .anyMatch(line -> line.contains(address) && line.contains("in use") && line.contains(name));
                }
            }
        }
    }
}
