package io.github.imgproxy4j.filter.internal.request;

import io.github.imgproxy4j.filter.event.Route;
import java.util.List;

/** Which methods each route has. */
public final class AllowedMethods {
    private static final List<String> READ = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> READ_OR_POST = List.of("GET", "HEAD", "POST", "OPTIONS");
    private static final List<String> REMOVE = List.of("POST", "DELETE", "OPTIONS");

    private AllowedMethods() {}

    /** The methods of a route as {@code Allow} lists them (RFC 9110, section 10.2.1). */
    public static List<String> of(Route route) {
        return switch (route) {
            case PROXY, CACHE, HEALTH -> READ;
            case URLS, WARM -> READ_OR_POST;
            case PURGE -> REMOVE;
        };
    }
}
