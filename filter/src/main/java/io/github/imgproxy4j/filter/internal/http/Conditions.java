package io.github.imgproxy4j.filter.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a request, as sent; several lines of one are joined with commas (RFC 9110, sections 13 and 14).
 *
 * @param ifMatch the entity tags of {@code If-Match}, or null
 * @param ifUnmodifiedSince the date of {@code If-Unmodified-Since}, or null
 * @param ifNoneMatch the entity tags of {@code If-None-Match}, or null
 * @param ifModifiedSince the date of {@code If-Modified-Since}, or null
 * @param range the {@code Range}, or null
 * @param ifRange the entity tag or date of {@code If-Range}, or null
 */
public record Conditions(
        @Nullable String ifMatch,
        @Nullable String ifUnmodifiedSince,
        @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince,
        @Nullable String range,
        @Nullable String ifRange) {
    private static final String WEAK = "weak";
    private static final String TAG = "tag";
    private static final Pattern ENTITY_TAG = Pattern.compile("(?<weak>W/)?(?<tag>\"[^\"]*+\")");

    /** None at all. */
    public static final Conditions NONE = new Conditions(null, null, null, null, null, null);

    public static Conditions of(HttpServletRequest clientRequest) {
        return new Conditions(
                joined(clientRequest, "If-Match"),
                joined(clientRequest, "If-Unmodified-Since"),
                joined(clientRequest, "If-None-Match"),
                joined(clientRequest, "If-Modified-Since"),
                joined(clientRequest, "Range"),
                joined(clientRequest, "If-Range"));
    }

    private static @Nullable String joined(HttpServletRequest clientRequest, String name) {
        String first = clientRequest.getHeader(name);
        return first == null ? null : String.join(",", Collections.list(clientRequest.getHeaders(name)));
    }

    /**
     * Whether a precondition of a state-changing request fails (sections 13.1.1 and 13.1.4).
     *
     * <p>Of an image that is still under way nothing is known to compare with; a cache may ignore both then.
     */
    public boolean fail(@Nullable String etag, @Nullable Instant lastModified) {
        if (ifMatch != null) {
            return etag != null && !names(ifMatch, etag, false);
        }
        Instant date = ifUnmodifiedSince == null ? null : HttpDate.parse(ifUnmodifiedSince);
        return date != null && lastModified != null && lastModified.isAfter(date);
    }

    /** Whether the client has the image already (sections 13.1.2 and 13.1.3); a date counts only without tags. */
    public boolean isCurrent(@Nullable String etag, @Nullable Instant lastModified) {
        if (ifNoneMatch != null) {
            return names(ifNoneMatch, etag, true);
        }
        Instant date = ifModifiedSince == null ? null : HttpDate.parse(ifModifiedSince);
        return date != null && lastModified != null && !lastModified.isAfter(date);
    }

    /** Whether the range is wanted of exactly this image (section 13.1.5): a weak tag never is, a date must be equal. */
    public boolean rangeIsOf(String etag, @Nullable Instant lastModified) {
        if (ifRange == null || ifRange.strip().equals(etag)) {
            return true;
        }
        Instant date = HttpDate.parse(ifRange);
        return date != null && date.equals(lastModified);
    }

    /** A comma in a tag is part of it, and nothing there is escaped (RFC 9110, section 8.8.3). */
    private static boolean names(String list, @Nullable String etag, boolean weakly) {
        if (list.strip().equals("*")) {
            return true;
        }
        Matcher tags = ENTITY_TAG.matcher(list);
        while (tags.find()) {
            if (tags.group(TAG).equals(etag) && (weakly || tags.group(WEAK) == null)) {
                return true;
            }
        }
        return false;
    }
}
