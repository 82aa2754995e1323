package io.github.imgproxy4j.filter.internal.request;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.http.Policy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Checks requests, and caches the paths that were verified last, so that a hot one is not repaired, verified and
 * hashed again each time. Thread-safe.
 *
 * <p>Only what was verified is known, and only the very same text is recognised. When a path ends is told with its
 * {@link RequestCheck} and looked at for each request. There are two places for each remainder of the text's
 * hash, which the last two paths keep: {@value #PLACES} places of at most about 3 kB each limit the memory.
 */
public final class VerifiedPathCache {
    static final int PLACES = 2048;

    /** What is longer is verified each time. */
    static final int LONGEST_REMEMBERED = 1024;

    private final String base;
    private final Set<Route> routes;
    private final Imgproxy imgproxy;
    private final Policy policy;
    private final AtomicReferenceArray<@Nullable Verified> verified = new AtomicReferenceArray<>(PLACES);

    /**
     * A cache for requests to one mount.
     *
     * @param base context path and mount
     * @param routes the routes that there are
     */
    public VerifiedPathCache(String base, Set<Route> routes, Imgproxy imgproxy, Policy policy) {
        this.base = base;
        this.routes = Set.copyOf(routes);
        this.imgproxy = imgproxy;
        this.policy = policy;
    }

    /** Decides as {@link RequestCheck#of} does. */
    public RequestCheck of(ClientRequest clientRequest) {
        RequestCheck known = clientRequest.isGetOrHead() ? verified(clientRequest.requestUri()) : null;
        if (known != null) {
            return known.negotiated(clientRequest, policy);
        }
        RequestCheck requestCheck = RequestCheck.of(clientRequest, base, routes, imgproxy, policy);
        if (requestCheck.errorStatus() == null && requestCheck.route() == Route.PROXY) {
            put(clientRequest.requestUri(), requestCheck);
        }
        return requestCheck.negotiated(clientRequest, policy);
    }

    private @Nullable RequestCheck verified(String requestUri) {
        int place = place(requestUri);
        RequestCheck last = ifSame(verified.get(place), requestUri);
        return last != null ? last : ifSame(verified.get(place + 1), requestUri);
    }

    private static @Nullable RequestCheck ifSame(@Nullable Verified last, String requestUri) {
        return last != null
                        && last.requestUri().hashCode() == requestUri.hashCode()
                        && isSame(last.requestUri(), requestUri)
                ? last.requestCheck()
                : null;
    }

    private void put(String requestUri, RequestCheck requestCheck) {
        if (requestUri.length() <= LONGEST_REMEMBERED) {
            int place = place(requestUri);
            verified.set(place + 1, verified.get(place));
            verified.set(place, new Verified(requestUri, requestCheck));
        }
    }

    /** The first of the two. */
    private static int place(String requestUri) {
        int hash = requestUri.hashCode();
        return (hash ^ hash >>> 16) & PLACES - 2;
    }

    /** Takes no less time when more of a guessed signature is right. */
    private static boolean isSame(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        int differences = 0;
        for (int i = 0; i < one.length(); i++) {
            differences |= one.charAt(i) ^ other.charAt(i);
        }
        return differences == 0;
    }

    /** The raw path, which holds a signature, and what became of it before the client's formats. */
    private record Verified(String requestUri, RequestCheck requestCheck) {
        /** Without the signature, fit for logs. */
        @Override
        public String toString() {
            return String.valueOf(requestCheck.path());
        }
    }
}
