package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Signed paths without end, each for another variant. For one thread. */
final class Variants {
    private static final String KEY = "943b421c9eb07c830af81030552c86009268de4e532ba2ee2eab8247c6da0881";
    private static final String SALT = "520f986b998545b4785e0defbc4f3c1203f22de2374a3d53cb7a7fe9fea309c5";
    private static final String PROXY_URL = "/img";
    private static final String CACHE_URL = PROXY_URL + "/cache";

    private final Imgproxy imgproxy = Imgproxy.builder()
            .key(KEY)
            .salt(SALT)
            .proxyUrl(PROXY_URL)
            .cacheUrl(CACHE_URL)
            .build();
    private int next;

    /** The settings of a server that knows these paths. */
    static List<String> settings() {
        return List.of("imgproxy.key=" + KEY, "imgproxy.salt=" + SALT);
    }

    /** So many that were never given out before. */
    List<Variant> fresh(int count) {
        return freshStream(count).toList();
    }

    /** The same, made one by one. */
    Stream<Variant> freshStream(int count) {
        int first = next;
        next += count;
        return Stream.iterate(first, number -> number + 1).limit(count).map(this::variant);
    }

    /** So many of one source, which are made with the same work. */
    Stream<Variant> freshStreamOf(String source, int count) {
        int first = next;
        next += count;
        return IntStream.range(first, next)
                .mapToObj(number -> variant(imgproxy.image(source)
                        .options("rs:fill:300:200/q:80/cb:" + number)
                        .urls()));
    }

    private Variant variant(int number) {
        return variant(imgproxy.image("https://photos.example.com/2026/11/holiday-by-the-sea-" + number + ".jpg")
                .options("rs:fill:300:200/q:80")
                .urls());
    }

    private static Variant variant(ImageUrls urls) {
        return new Variant(
                urls.proxy().substring(PROXY_URL.length()), urls.cached().substring(CACHE_URL.length() + 1));
    }

    /**
     * A variant.
     *
     * @param path its signed path
     * @param key its cache key
     */
    record Variant(String path, String key) {
        /** The path with a signature that is not its own. */
        String forgedPath() {
            char first = path.charAt(1);
            return "/" + (first == 'A' ? 'B' : 'A') + path.substring(2);
        }
    }
}
