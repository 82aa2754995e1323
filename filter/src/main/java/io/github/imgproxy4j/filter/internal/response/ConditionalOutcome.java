package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of an image answers a request: all of it, a range, or none (RFC 9110, sections 13.2.2 and 14). Computed
 * without I/O.
 *
 * @param status 200, 206, 304, 412 or 416
 * @param first the position of the first byte to send
 * @param end the position after the last, or {@link Long#MAX_VALUE} for all that come
 */
record ConditionalOutcome(int status, long first, long end) {
    private static final ConditionalOutcome ALL = new ConditionalOutcome(200, 0, Long.MAX_VALUE);
    private static final ConditionalOutcome NOT_MODIFIED = new ConditionalOutcome(304, 0, 0);
    private static final ConditionalOutcome PRECONDITION_FAILED = new ConditionalOutcome(412, 0, 0);
    private static final ConditionalOutcome NOT_SATISFIABLE = new ConditionalOutcome(416, 0, 0);

    private static final Pattern SINGLE_RANGE =
            Pattern.compile("\\s*bytes\\s*=[\\s,]*(\\d*)-(\\d*)[\\s,]*", Pattern.CASE_INSENSITIVE);

    /** Longer numbers are beyond every image. */
    private static final int LONGEST_NUMBER = 18;

    /** Applies the conditions in the order that the RFC gives them. */
    static ConditionalOutcome of(ClientRequest clientRequest, ProxyResponse.Image image) {
        Conditions conditions = clientRequest.conditions();
        if (conditions.fail(image.etag(), image.lastModified())) {
            return PRECONDITION_FAILED;
        }
        if (conditions.isCurrent(image.etag(), image.lastModified())) {
            return NOT_MODIFIED;
        }
        String range = clientRequest.isHead() ? null : conditions.range();
        String etag = image.etag();
        // A range of an image under way cannot be named: neither its length nor its tag is known.
        if (range == null || etag == null || image.length().isEmpty()) {
            return ALL;
        }
        return conditions.rangeIsOf(etag, image.lastModified())
                ? ofRange(range, image.length().getAsLong())
                : ALL;
    }

    /** Several ranges, other units and what is malformed are answered with the whole, as the RFC allows. */
    private static ConditionalOutcome ofRange(String range, long length) {
        Matcher single = SINGLE_RANGE.matcher(range);
        if (!single.matches()) {
            return ALL;
        }
        String from = single.group(1);
        String to = single.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? ALL : ofSuffix(number(to), length);
        }
        long first = number(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : number(to);
        if (first > last) {
            return ALL;
        }
        return first >= length ? NOT_SATISFIABLE : new ConditionalOutcome(206, first, Math.min(last, length - 1) + 1);
    }

    private static ConditionalOutcome ofSuffix(long count, long length) {
        return count == 0 ? NOT_SATISFIABLE : new ConditionalOutcome(206, Math.max(0, length - count), length);
    }

    private static long number(String digits) {
        return digits.length() > LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    boolean isPartial() {
        return status == 206;
    }
}
