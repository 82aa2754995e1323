package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.fetch.Decision;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.http.ErrorStatus;
import io.github.imgproxy4j.filter.internal.http.Policy;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import io.github.imgproxy4j.settings.Settings;
import java.time.Instant;
import java.util.Set;

/**
 * How the proxy responds to a {@code GET} of a path before it looks anything up, and why: for diagnosing a setup. Decided
 * by the code that decides for requests; opens and asks nothing. Immutable.
 */
public final class PathVerdict {
    private static final int OK = 200;

    private final int status;
    private final String reason;

    private PathVerdict(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    /** The status of the answer; 200 stands for whatever store or upstream have. */
    public int status() {
        return status;
    }

    /** Why, a sentence without secrets. */
    public String reason() {
        return reason;
    }

    @Override
    public String toString() {
        return status + ": " + reason;
    }

    /**
     * The verdict on a path.
     *
     * @param settings as {@link CachingProxy#of} takes them
     * @param imgproxy of the same settings
     * @param signedPath {@code /SIGNATURE/OPTIONS/SOURCE} as a client sends it, below the mount
     * @param format that the path asks for, {@code webp}; empty if it does not tell
     * @param now for paths that expire
     */
    public static PathVerdict of(Settings settings, Imgproxy imgproxy, String signedPath, String format, Instant now) {
        Policy policy =
                ProxyFactory.configured(settings, imgproxy, new NoUpstream()).policy();
        RequestCheck check = RequestCheck.of(
                new ClientRequest("GET", signedPath, null, Conditions.NONE), "", Set.of(Route.PROXY), imgproxy, policy);
        ErrorStatus refusal = Decision.refusalOf(check, now);
        if (refusal != null) {
            return new PathVerdict(refusal.status(), reason(check));
        }
        if (!format.isEmpty() && !policy.servedTypes().contains(mediaType(format))) {
            return new PathVerdict(
                    ErrorStatus.BAD_GATEWAY.status(), mediaType(format) + " is not served (imgproxy.served-types)");
        }
        return new PathVerdict(OK, "served from memory or store, or fetched from imgproxy");
    }

    /** As imgproxy names it. */
    private static String mediaType(String format) {
        return switch (format) {
            case "jpg" -> "image/jpeg";
            case "svg" -> "image/svg+xml";
            case "ico" -> "image/x-icon";
            case "heic" -> "image/heif";
            case "mp4" -> "video/mp4";
            case "pdf" -> "application/pdf";
            default -> "image/" + format;
        };
    }

    private static String reason(RequestCheck check) {
        Verification verification = check.verification();
        if (verification != null && verification.outcome() != Verification.Outcome.VERIFIED) {
            return verification.explanation();
        }
        return check.explanation() != null ? check.explanation() : "it expired at " + check.expiresAt();
    }

    /** Nothing is fetched for a verdict. */
    private static final class NoUpstream implements Upstream {
        @Override
        public UpstreamResponse fetch(UpstreamRequest upstreamRequest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String description() {
            return "none";
        }

        @Override
        public void checkReady() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // There is nothing to free.
        }
    }
}
