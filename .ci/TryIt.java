import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does what a newcomer does with the command of README's "Try it": starts it, waits for the page, visits every gallery,
 * looks at one picture of each while it is cold and again when it is warm, opens the inspector, and stops it.
 *
 * <p>Arguments: the clone, the local Maven repository, the command. The last line printed says how long the page took.
 */
final class TryIt {
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration WARM = Duration.ofSeconds(30);
    private static final Pattern IMG = Pattern.compile("<img [^>]*data-imgproxy-src=[^>]*>");
    private static final Pattern PHOTO = Pattern.compile("\\{[^{}]*\"source\"[^{}]*\\}");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI home;

    private TryIt(URI home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws Exception {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", arguments[2])
                .directory(new File(arguments[0]))
                .redirectErrorStream(true)
                .redirectOutput(Path.of(arguments[1] + ".log").toFile());
        builder.environment().put("PORT", String.valueOf(port));
        builder.environment().merge("MAVEN_OPTS", "-Dmaven.repo.local=" + arguments[1], (given, ours) -> given + " " + ours);
        Instant started = Instant.now();
        Process demo = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo)));
        TryIt visitor = new TryIt(URI.create("http://localhost:" + port + "/"));
        visitor.awaitPage(demo);
        Duration waited = Duration.between(started, Instant.now());
        visitor.visit();
        stop(demo);
        if (demo.isAlive()) {
            throw new IllegalStateException("the demo does not stop");
        }
        System.out.printf("page after %d s%n", waited.toSeconds());
    }

    /** Not one that the system gives to whoever asks for any: a minute goes by before the demo takes it. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
    }

    private static void stop(Process demo) {
        List<ProcessHandle> all = demo.descendants().toList();
        all.forEach(ProcessHandle::destroy);
        demo.destroy();
        try {
            demo.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPage(Process demo) throws Exception {
        Instant end = Instant.now().plus(START);
        while (true) {
            try {
                HttpResponse<String> page = get("/");
                if (page.statusCode() == 200 && page.body().contains("imgproxy4j")) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens before the web app is ready.
            }
            if (!demo.isAlive()) {
                throw new IllegalStateException("the command ended with " + demo.exitValue());
            }
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("no page after " + START);
            }
            Thread.sleep(100);
        }
    }

    private void visit() throws Exception {
        coldThenWarm("/jsp", picture("/jsp", 1));
        coldThenWarm("/thymeleaf", picture("/thymeleaf", 2));
        coldThenWarm("/spa", pictureOfTheSpa(3));
        expect("/img/health", 200);
        String inspector = expect("/inspector", 200).body();
        require(inspector.contains("id=\"store\""), "the inspector does not count the store");
    }

    private Picture picture(String gallery, int index) throws Exception {
        List<String> images =
                IMG.matcher(expect(gallery, 200).body()).results().map(match -> match.group()).toList();
        require(images.size() > 20, gallery + " has " + images.size() + " pictures");
        String image = images.get(index);
        return new Picture(attribute(image, "src"), attribute(image, "data-imgproxy-src"));
    }

    private Picture pictureOfTheSpa(int index) throws Exception {
        String page = expect("/spa", 200).body();
        String photos = expect(attribute(page, "data-json"), 200).body();
        List<String> all = PHOTO.matcher(photos).results().map(match -> match.group()).toList();
        require(all.size() > 20, "/spa has " + all.size() + " pictures");
        String query = "?preset=" + member(all.get(index), "preset") + "&src=" + member(all.get(index), "source");
        String urls = expect(attribute(page, "data-urls") + query, 200).body();
        return new Picture(member(urls, "cached"), member(urls, "proxy"));
    }

    private void coldThenWarm(String gallery, Picture picture) throws Exception {
        expect(picture.cached, 404);
        HttpResponse<String> made = expect(picture.proxy, 200);
        require(made.headers().firstValue("Content-Type").orElse("").startsWith("image/"), gallery + " shows no image");
        Instant end = Instant.now().plus(WARM);
        // It is stored after the client has it.
        while (get(picture.cached).statusCode() != 200) {
            require(Instant.now().isBefore(end), picture.cached + " of " + gallery + " is not warm after " + WARM);
            Thread.sleep(50);
        }
    }

    private HttpResponse<String> expect(String path, int status) throws Exception {
        HttpResponse<String> response = get(path);
        require(response.statusCode() == status, path + " is " + response.statusCode() + ", not " + status);
        return response;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(home.resolve(path)).timeout(Duration.ofMinutes(2)).build();
        return http.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private static String attribute(String html, String name) {
        return first(html, " " + name + "=\"([^\"]*)\"");
    }

    private static String member(String json, String name) {
        return first(json, "\"" + name + "\":\"([^\"]*)\"");
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        require(matcher.find(), pattern + " is nowhere in " + text);
        return matcher.group(1).replace("&amp;", "&");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** The two URLs of a picture: where the browser looks first, and where it goes on a miss. */
    private record Picture(String cached, String proxy) {}
}
