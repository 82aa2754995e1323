import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks for pictures without a pause until a file appears, and counts those that fail: java Load.java CLIENTS STOP_FILE URLS_FILE.
 * A picture fails if its status is not 200, if it is cut off, or if its length changes. Exits with 1 if one has failed.
 */
class Load {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Integer> lengths = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();

    public static void main(String[] arguments) throws Exception {
        Load load = new Load();
        List<String> urls = Files.readAllLines(Path.of(arguments[2]));
        Path stop = Path.of(arguments[1]);
        Thread[] clients = new Thread[Integer.parseInt(arguments[0])];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new Thread(() -> load.run(urls, stop));
            clients[i].start();
        }
        for (Thread client : clients) {
            client.join();
        }
        System.out.println(load.asked + " pictures, " + load.failed + " failed");
        System.exit(load.failed.get() == 0 && load.asked.get() > 0 ? 0 : 1);
    }

    private void run(List<String> urls, Path stop) {
        while (!Files.exists(stop)) {
            String url = urls.get(Math.floorMod(next.getAndIncrement(), urls.size()));
            asked.incrementAndGet();
            String problem = problem(url);
            if (problem != null) {
                failed.incrementAndGet();
                System.out.println(url + ": " + problem);
            }
        }
    }

    private String problem(String url) {
        try {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
            int length = response.body().length;
            Integer earlier = lengths.putIfAbsent(url, length);
            if (response.statusCode() != 200) {
                return "status " + response.statusCode();
            }
            return earlier == null || earlier == length ? null : length + " bytes after " + earlier;
        } catch (Exception failure) {
            return failure.toString();
        }
    }
}
