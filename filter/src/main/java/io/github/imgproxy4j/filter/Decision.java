package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to do for a request, given what is stored for it. Computed without I/O.
 *
 * @param action what to do
 * @param refusal what to refuse with, or null for the other actions
 */
record Decision(Action action, @Nullable Refusal refusal) {
    private static final Decision SERVE = new Decision(Action.SERVE, null);
    private static final Decision FETCH = new Decision(Action.FETCH, null);

    /** The things that can be done. */
    enum Action {
        /** Send what is stored. */
        SERVE,
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
    static @Nullable Refusal refusalOf(Admission admission, Instant now) {
        if (admission.refusal() != null) {
            return admission.refusal();
        }
        return isOver(admission.expiresAt(), now) ? Refusal.NOT_FOUND : null;
    }

    /**
     * Decides.
     *
     * @param entry what is stored under the request's key, or null
     */
    static Decision of(Admission admission, @Nullable ImageMetadata entry, Instant now) {
        Refusal refusal = refusalOf(admission, now);
        if (refusal != null) {
            return refuse(refusal);
        }
        if (entry == null) {
            return admission.route() == Route.CACHE ? refuse(Refusal.NOT_FOUND) : FETCH;
        }
        // The cache route knows the path's exp from the entry alone.
        return isOver(entry.lifetime().expiresAt(), now) ? refuse(Refusal.NOT_FOUND) : SERVE;
    }

    private static Decision refuse(Refusal refusal) {
        return new Decision(Action.REFUSE, refusal);
    }

    /** imgproxy refuses from the second of {@code exp} on. */
    private static boolean isOver(@Nullable Instant end, Instant now) {
        return end != null && !now.isBefore(end);
    }
}
