package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one jar as a server, with an environment of its own. */
final class ServerProcess implements Closeable {
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Pattern IMAGES = Pattern.compile("serves images at (http\\S+)/,");
    private static final Pattern METRICS = Pattern.compile("metrics at (http\\S+)/metrics");

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> readers = new ArrayList<>();

    private ServerProcess(Process process) {
        this.process = process;
        readers.add(read(process.getInputStream(), out));
        readers.add(read(process.getErrorStream(), err));
    }

    /** Free ports on loopback, a key and a salt, no imgproxy; what is given comes before that, and empty means not set. */
    static ServerProcess start(Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                "target/imgproxy4j.jar",
                "serve"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH", "/usr/bin:/bin",
                "IMGPROXY_KEY", Shell.KEY,
                "IMGPROXY_SALT", Shell.SALT,
                "IMGPROXY_BIND", "127.0.0.1:0",
                "IMGPROXY4J_METRICS_BIND", "127.0.0.1:0",
                "IMGPROXY4J_BINARY", "none",
                "AWS_EC2_METADATA_DISABLED", "true"));
        variables.putAll(environment);
        variables.values().removeIf(String::isEmpty);
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ServerProcess(process);
    }

    private static CompletableFuture<Void> read(InputStream stream, List<String> lines) {
        return CompletableFuture.runAsync(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException ended) {
                lines.add("(ended)");
            }
        });
    }

    /** Waits until it serves. */
    ServerProcess ready() {
        await().until(() -> !out.isEmpty() || !process.isAlive());
        assertThat(out).as("standard output; on the other one was %s", err).hasSize(1);
        return this;
    }

    /** The line that says what listens where. */
    String startLine() {
        return out.get(0);
    }

    List<String> err() {
        return err;
    }

    URI url(String path) {
        return URI.create(found(IMAGES) + path);
    }

    URI metricsUrl(String path) {
        return URI.create(found(METRICS) + path);
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(startLine());
        assertThat(matcher.find()).as(startLine()).isTrue();
        return matcher.group(1);
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return get(url(path));
    }

    static HttpResponse<byte[]> get(URI url) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The path with its signature. */
    static String signed(String path) {
        return Shell.withKey().run("sign", path).out().strip();
    }

    /** Sends SIGTERM. */
    void terminate() {
        // Process.destroy would close its streams as well.
        boolean unused = process.toHandle().destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end; the exit status. */
    int end() throws InterruptedException {
        assertThat(process.waitFor(1, TimeUnit.MINUTES))
                .as("ended; it said %s", err)
                .isTrue();
        readers.forEach(CompletableFuture::join);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
