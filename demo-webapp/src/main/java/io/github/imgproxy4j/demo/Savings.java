package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Weighs what the app has served of each picture of the galleries since its start: the last variant that somebody got
 * whole. Thread-safe. Public because pages call its methods.
 *
 * <p>What browsers fetch from a bucket by themselves is not seen here.
 */
public final class Savings implements ProxyListener {
    /** The attribute of the application scope, by which JSP finds it. */
    static final String ATTRIBUTE = "savings";

    private static final int OK = 200;

    private final Gallery gallery;
    private final Map<String, Photo> photoByKey = new ConcurrentHashMap<>();
    private final Map<Photo, Long> served = new ConcurrentHashMap<>();

    Savings(Gallery gallery) {
        this.gallery = gallery;
    }

    static Savings in(ServletContext context) {
        return (Savings) Objects.requireNonNull(context.getAttribute(ATTRIBUTE), ATTRIBUTE);
    }

    /** Counts from now on what this proxy serves of the variants that the galleries offer. */
    void watch(CachingProxy proxy, Imgproxy imgproxy) {
        know(imgproxy.publicImage("hero", gallery.hero().source()), gallery.hero());
        for (Photo photo : gallery.photos()) {
            know(imgproxy.publicImage(photo.preset(), photo.source()), photo);
        }
        proxy.addListener(this);
    }

    /** All candidates of a picture have the same address but for the key at its end. */
    void know(ImageBuilder image, Photo photo) {
        ImageUrls urls = image.urls();
        photoByKey.put(urls.key(), photo);
        int keyAt = urls.cached().length() - urls.key().length();
        Stream.of(image.view().getSrcset().split(", ", -1))
                .map(candidate -> candidate.split(" ", -1)[0].substring(keyAt))
                .forEach(key -> photoByKey.put(key, photo));
    }

    @Override
    public void responded(ResponseEvent event) {
        if (event.key() == null || event.status() != OK || !event.complete() || event.bytes() == 0) {
            return;
        }
        Photo photo = photoByKey.get(event.key());
        if (photo != null) {
            served.put(photo, event.bytes());
        }
    }

    /** What was served of one picture. */
    public Saving of(Photo photo) {
        return new Saving(photo.bytes(), served.get(photo));
    }

    /** What was served of all of them. */
    public Total total() {
        List<Photo> all = gallery.all();
        List<Photo> seen = all.stream().filter(served::containsKey).toList();
        Long sum = seen.isEmpty()
                ? null
                : Long.valueOf(seen.stream().mapToLong(served::get).sum());
        return new Total(all.size(), seen.size(), new Saving(bytes(seen.isEmpty() ? all : seen), sum));
    }

    private static long bytes(List<Photo> photos) {
        return photos.stream().mapToLong(Photo::bytes).sum();
    }

    /**
     * The sum over several pictures.
     *
     * @param pictures how many there are
     * @param seen how many of them have been served
     * @param saving of those that have been served; the originals of all while there are none
     */
    public record Total(int pictures, int seen, Saving saving) {
        private static final String UNKNOWN = "–";

        /** The originals, {@code 11.8 MB}. */
        public String was() {
            return saving.was();
        }

        /** What was served in their place, {@code 1.1 MB}. */
        public String is() {
            Long served = saving.served();
            return served == null ? UNKNOWN : Words.bytes(served);
        }

        /** How much less that is, {@code 90 %}. */
        public String share() {
            Long served = saving.served();
            return served == null ? UNKNOWN : saving.percent(served) + " %";
        }

        /** How much is left of each thousand bytes, at most all. */
        public long perMille() {
            Long served = saving.served();
            return served == null ? 0 : Math.min(1000, Math.round(1000.0 * served / Math.max(1, saving.original())));
        }

        /** What has been counted. */
        public String count() {
            return seen == 0
                    ? pictures + " pictures; nobody has asked for any since the start of the app."
                    : seen + " of " + pictures + " pictures served since the start of the app.";
        }
    }
}
