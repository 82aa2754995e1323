package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Freshness;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.Lifetime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to do for a request, given what is stored for it. Computed without I/O.
 *
 * @param action what to do
 * @param errorStatus what to refuse with, or null for the other actions
 */
public record Decision(Action action, @Nullable ErrorStatus errorStatus) {
    private static final Decision SERVE = new Decision(Action.SERVE, null);
    private static final Decision FETCH = new Decision(Action.FETCH, null);
    private static final Decision SERVE_STALE = new Decision(Action.SERVE_STALE, null);
    private static final Decision SERVE_AND_REVALIDATE = new Decision(Action.SERVE_AND_REVALIDATE, null);
    private static final Decision REVALIDATE = new Decision(Action.REVALIDATE, null);

    /** The things that can be done. */
    enum Action {
        /** Send what is stored. */
        SERVE,
        /** Send what is stored although it is too old, because upstream has just failed to renew it. */
        SERVE_STALE,
        /** Send what is stored, and ask upstream in the background whether it is still the same. */
        SERVE_AND_REVALIDATE,
        /** Ask upstream whether it is still the same, then send it or what upstream made instead. */
        REVALIDATE,
        /** Ask upstream. */
        FETCH,
        /** Send an error. */
        REFUSE
    }

    /**
     * What can be refused before anything is looked up.
     *
     * @return the reason, or null
     */
    public static @Nullable ErrorStatus refusalOf(RequestCheck requestCheck, Instant now) {
        if (requestCheck.errorStatus() != null) {
            return requestCheck.errorStatus();
        }
        return isOver(requestCheck.expiresAt(), now) ? ErrorStatus.NOT_FOUND : null;
    }

    /**
     * Decides.
     *
     * @param entry what is stored under the request's key, or null
     */
    static Decision of(RequestCheck requestCheck, @Nullable ImageMetadata entry, Instant now, Freshness freshness) {
        ErrorStatus errorStatus = refusalOf(requestCheck, now);
        if (errorStatus != null) {
            return refuse(errorStatus);
        }
        boolean cacheRoute = requestCheck.route() == Route.CACHE;
        if (entry == null) {
            return cacheRoute ? refuse(ErrorStatus.NOT_FOUND) : FETCH;
        }
        Lifetime lifetime = entry.lifetime();
        // The cache route knows the path's exp from the entry alone.
        if (isOver(lifetime.expiresAt(), now)) {
            return refuse(ErrorStatus.NOT_FOUND);
        }
        if (freshness.isFresh(lifetime, now)) {
            return SERVE;
        }
        boolean whileRevalidating = freshness.mayServeWhileRevalidating(lifetime, now);
        if (cacheRoute) {
            // It never goes upstream; a miss sends the browser to the proxy route, which does.
            return whileRevalidating ? SERVE : refuse(ErrorStatus.NOT_FOUND);
        }
        return whileRevalidating ? SERVE_AND_REVALIDATE : REVALIDATE;
    }

    /** Whether upstream is to be asked for what is stored already. */
    boolean renews() {
        return action == Action.SERVE_AND_REVALIDATE || action == Action.REVALIDATE;
    }

    /** The same where upstream has failed a moment ago to renew what is stored. */
    Decision afterFailure(Lifetime lifetime, Instant now, Freshness freshness) {
        return action == Action.SERVE_AND_REVALIDATE || freshness.mayServeOnError(lifetime, now) ? SERVE_STALE : this;
    }

    private static Decision refuse(ErrorStatus errorStatus) {
        return new Decision(Action.REFUSE, errorStatus);
    }

    /** imgproxy refuses from the second of {@code exp} on. */
    static boolean isOver(@Nullable Instant end, Instant now) {
        return end != null && !now.isBefore(end);
    }
}
