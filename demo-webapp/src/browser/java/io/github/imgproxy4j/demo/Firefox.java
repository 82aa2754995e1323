package io.github.imgproxy4j.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The Firefox of this machine, with one page. Playwright drives only builds of its own, so this speaks WebDriver BiDi,
 * as any Firefox does.
 */
final class Firefox implements AutoCloseable, WebSocket.Listener {
    private static final BrowserProgram PROGRAM =
            new BrowserProgram("Firefox", "imgproxy4j.firefox", List.of("firefox-esr", "firefox"));
    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://[0-9.:]+)");
    private static final long PATIENCE_SECONDS = 60;

    /** Nothing but the page under test goes to the network. */
    private static final String PREFERENCES = Stream.of(
                    "app.normandy.enabled",
                    "app.update.auto",
                    "browser.safebrowsing.malware.enabled",
                    "browser.safebrowsing.phishing.enabled",
                    "datareporting.healthreport.uploadEnabled",
                    "datareporting.policy.dataSubmissionEnabled",
                    "extensions.systemAddon.update.enabled",
                    "extensions.update.enabled",
                    "network.captive-portal-service.enabled",
                    "network.connectivity-service.enabled",
                    "services.settings.enabled")
            .map(name -> "user_pref(\"" + name + "\", false);\n")
            .reduce("", String::concat);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final StringBuilder message = new StringBuilder();
    private final String page;

    /** Errors of the console. */
    final List<String> complaints = new CopyOnWriteArrayList<>();

    /** A started browser; a test that needs one is aborted where there is none, or fails if one is required. */
    Firefox() throws Exception {
        Path executable = PROGRAM.require();
        profile = Files.createTempDirectory("firefox-");
        Files.writeString(profile.resolve("user.js"), PREFERENCES);
        Path output = profile.resolve("output");
        process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-remote",
                        "--profile",
                        profile.toString(),
                        "--remote-debugging-port",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address(output) + "/session"), this)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        command("session.new", Map.of("capabilities", Map.of()));
        command("session.subscribe", Map.of("events", List.of("log.entryAdded")));
        page = command("browsingContext.create", Map.of("type", "tab"))
                .get("context")
                .asText();
    }

    private String address(Path output) throws IOException, InterruptedException {
        for (int tenth = 0; tenth < PATIENCE_SECONDS * 10 && process.isAlive(); tenth++) {
            Matcher listening = LISTENING.matcher(Files.readString(output));
            if (listening.find()) {
                return listening.group(1);
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IOException("Firefox does not listen: " + Files.readString(output));
    }

    /** Returns when the page and everything in it has been loaded. */
    void open(URI url) throws Exception {
        command("browsingContext.navigate", Map.of("context", page, "url", url.toString(), "wait", "complete"));
    }

    /** Goes back in the history. */
    void back() throws Exception {
        command("browsingContext.traverseHistory", Map.of("context", page, "delta", -1));
    }

    /** The value of an expression, awaited if it is a promise. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = command(
                "script.evaluate",
                Map.of(
                        "expression",
                        expression,
                        "target",
                        Map.of("context", page),
                        "awaitPromise",
                        true));
        if (!answer.get("type").asText().equals("success")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.get("result").path("value");
    }

    /** The painted colour in the middle of an element. */
    Color center(String id) throws Exception {
        JsonNode box = evaluate("(() => { const e = document.getElementById('" + id + "'); e.scrollIntoView();"
                + " const b = e.getBoundingClientRect();"
                + " return [b.x + b.width / 2, b.y + b.height / 2].map(Math.round); })()");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(screenshot()));
        return new Color(image.getRGB(
                box.get(0).get("value").asInt(), box.get(1).get("value").asInt()));
    }

    /** What is on the screen, as PNG. */
    byte[] screenshot() throws Exception {
        JsonNode answer = command("browsingContext.captureScreenshot", Map.of("context", page));
        return Base64.getDecoder().decode(answer.get("data").asText());
    }

    private JsonNode command(String method, Map<String, Object> params) throws Exception {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", params)), true)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonNode json = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (json.has("error")) {
            throw new IOException(method + ": " + json);
        }
        return json.get("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            receive(message.toString());
            message.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void receive(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            CompletableFuture<JsonNode> answer = json.hasNonNull("id") ? answers.remove(json.get("id").asInt()) : null;
            if (answer != null) {
                answer.complete(json);
            } else if (json.path("params").path("level").asText().equals("error")) {
                complaints.add(json.get("params").path("text").asText());
            }
        } catch (IOException unreadable) {
            complaints.add(unreadable.toString());
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(profile)) {
            all.forEach(files::add);
        }
        for (int i = files.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(files.get(i));
        }
    }
}
