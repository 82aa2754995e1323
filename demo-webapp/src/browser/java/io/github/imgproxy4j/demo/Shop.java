package io.github.imgproxy4j.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.html.InlineFallback;
import io.github.imgproxy4j.option.ResizingType;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A shop with its pictures: one server for pages, modules and the proxy, and another for the cache. Both do as they are
 * told, and write down what they are asked for. The colour of a picture says where it came from.
 */
final class Shop implements AutoCloseable {
    static final Color CACHED = new Color(0, 160, 0);
    static final Color PROXIED = new Color(0, 0, 200);
    static final Color ORIGINAL = new Color(230, 140, 0);
    static final Color PLACEHOLDER = new Color(120, 120, 120);
    static final int WIDTH = 120;
    static final int HEIGHT = 80;

    private static final Path MODULES = Path.of("../js/src/main/js");
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript", "css", "text/css", "html", "text/html;charset=utf-8");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer app = server(this::app);
    private final HttpServer bucket = server(this::bucket);
    private final Imgproxy imgproxy;
    private final Imgproxy inline;
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /** What came to the shop, {@code "GET /img/…"}; the cache's begin with {@code /cache/}. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** What the proxy does with a path. */
    volatile Function<String, Reply> proxy = path -> new Reply(200, PROXIED, Map.of());

    /** What the cache and the modules wait for. */
    volatile CountDownLatch cacheGate = new CountDownLatch(0);

    volatile CountDownLatch moduleGate = new CountDownLatch(0);

    private volatile String policy;

    Shop() {
        imgproxy = imgproxy(FallbackMode.SCRIPT);
        inline = imgproxy(FallbackMode.INLINE);
        files.put("/shop.css", "");
        policy = "default-src 'self'; img-src 'self' " + bucketUrl();
    }

    private Imgproxy imgproxy(FallbackMode mode) {
        return Imgproxy.builder()
                .key("0badc0de").salt("c0ffee")
                .cacheUrl(bucketUrl() + "/cache")
                .fallback(mode)
                .build();
    }

    /** A picture of the shop, {@value #WIDTH} by {@value #HEIGHT} pixels. */
    ImageBuilder picture(String name) {
        return picture(imgproxy, name);
    }

    /** The same with the inline handler. */
    ImageBuilder inlinePicture(String name) {
        return picture(inline, name);
    }

    private static ImageBuilder picture(Imgproxy imgproxy, String name) {
        return imgproxy.image("local:///" + name)
                .resize(ResizingType.FILL, WIDTH, HEIGHT)
                .attribute("id", name)
                .alt("Picture " + name);
    }

    /** Puts a variant into the cache. */
    void store(ImageBuilder picture) {
        keys.add(picture.urls().key());
    }

    /** Puts every variant into the cache. */
    void storeEverything() {
        keys.add("*");
    }

    /** The page at the root, with {@code auto.js} in its head. */
    Shop page(String body) {
        return file("/", page("<script type=\"module\" src=\"/js/auto.js\"></script>", body));
    }

    /** The page at the root without the module; the one handler is allowed by its hash. */
    Shop inlinePage(String body) {
        allow("script-src 'unsafe-hashes' " + InlineFallback.CSP_HASH);
        return file("/", page("", body));
    }

    /** A proxy that makes everything but these formats. */
    static Function<String, Reply> without(String... formats) {
        return path -> new Reply(
                Stream.of(formats).anyMatch(format -> path.endsWith("." + format)) ? 422 : 200, PROXIED, Map.of());
    }

    static String page(String head, String body) {
        return "<!DOCTYPE html><html lang=\"en\"><head><title>Shop</title><link rel=\"icon\" href=\"/icon.png\">"
                + "<link rel=\"stylesheet\" href=\"/shop.css\">" + head + "</head><body><main>" + body
                + "</main></body></html>";
    }

    Shop file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** Adds a directive to the Content-Security-Policy of the pages. */
    void allow(String directive) {
        policy = String.join("; ", policy, directive);
    }

    URI url() {
        return URI.create("http://localhost:" + app.getAddress().getPort() + "/");
    }

    String bucketUrl() {
        return "http://localhost:" + bucket.getAddress().getPort();
    }

    /** What the cache was asked for. */
    List<String> askedCache() {
        return asked.stream().filter(line -> line.contains(" /cache/")).toList();
    }

    /** What the proxy was asked for. */
    List<String> askedProxy() {
        return asked.stream().filter(line -> line.contains(" /img/")).toList();
    }

    void closeApp() {
        app.stop(0);
    }

    private void app(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.startsWith("/img/")) {
            answer(exchange, proxy.apply(path));
        } else if (path.startsWith("/js/")) {
            await(moduleGate);
            answer(exchange, path, Files.readString(MODULES.resolve(path.substring(4))));
        } else if (files.containsKey(path)) {
            answer(exchange, path.equals("/") ? "/index.html" : path, files.get(path));
        } else if (path.startsWith("/gone/")) {
            answer(exchange, new Reply(404, PLACEHOLDER, Map.of()));
        } else if (path.startsWith("/original/")) {
            answer(exchange, new Reply(200, ORIGINAL, Map.of()));
        } else {
            answer(exchange, new Reply(200, PLACEHOLDER, Map.of()));
        }
    }

    private void bucket(HttpExchange exchange) throws IOException {
        await(cacheGate);
        String key = exchange.getRequestURI().getRawPath().replace("/cache/", "");
        boolean stored = keys.contains("*") || keys.contains(key);
        answer(exchange, new Reply(stored ? 200 : 404, CACHED, Map.of("Access-Control-Allow-Origin", "*")));
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.status == 200 ? png(reply.color) : new byte[0];
        reply.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Content-Type", body.length == 0 ? "text/plain" : "image/png");
        send(exchange, reply.status, body);
    }

    private void answer(HttpExchange exchange, String path, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", TYPES.get(path.substring(path.lastIndexOf('.') + 1)));
        exchange.getResponseHeaders().set("Content-Security-Policy", policy);
        send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean withBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, withBody ? body.length : -1);
        if (withBody) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static byte[] png(Color color) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private HttpServer server(com.sun.net.httpserver.HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
                handler.handle(exchange);
            });
            server.start();
            return server;
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    @Override
    public void close() {
        cacheGate.countDown();
        moduleGate.countDown();
        app.stop(0);
        bucket.stop(0);
        threads.shutdownNow();
    }

    /** What the proxy answers: a picture of this colour if the status is 200. */
    record Reply(int status, Color color, Map<String, String> headers) {}
}
