package io.github.imgproxy4j.filter.internal.http;

/**
 * A response that is not an image: its status and the short fixed text that the client sees.
 *
 * @param status 400 or more
 * @param text without anything of upstream's
 */
public record ErrorStatus(int status, String text) {
    public static final ErrorStatus BAD_REQUEST = new ErrorStatus(400, "Bad request");
    public static final ErrorStatus FORBIDDEN = new ErrorStatus(403, "Forbidden");
    public static final ErrorStatus NOT_FOUND = new ErrorStatus(404, "Not found");
    public static final ErrorStatus METHOD_NOT_ALLOWED = new ErrorStatus(405, "Method not allowed");
    private static final ErrorStatus GONE = new ErrorStatus(410, "Gone");
    public static final ErrorStatus PRECONDITION_FAILED = new ErrorStatus(412, "Precondition failed");
    public static final ErrorStatus URI_TOO_LONG = new ErrorStatus(414, "URI too long");
    public static final ErrorStatus RANGE_NOT_SATISFIABLE = new ErrorStatus(416, "Range not satisfiable");
    private static final ErrorStatus UNPROCESSABLE = new ErrorStatus(422, "Image cannot be processed");
    private static final ErrorStatus LEGAL_REASONS = new ErrorStatus(451, "Unavailable for legal reasons");
    public static final ErrorStatus BAD_GATEWAY = new ErrorStatus(502, "Upstream failed");
    public static final ErrorStatus BUSY = new ErrorStatus(503, "Too many images at once");
    public static final ErrorStatus GATEWAY_TIMEOUT = new ErrorStatus(504, "Upstream timed out");

    /** Whether upstream is to blame, so that something older may be served instead (RFC 5861, section 4). */
    public boolean isFailure() {
        return status >= 500;
    }

    /**
     * What a client learns of an upstream status that is not 200.
     *
     * <p>A client error of upstream is one of the URL or of the source and keeps its status (RFC 9110, section 15.5), but
     * for those about our own request: 401 says that upstream refuses it, 429 that it has no room now, as 503 does, and
     * 408 that it was too slow. 405, 407 and 426 must carry fields that are for us, so they are none for clients.
     */
    public static ErrorStatus ofUpstream(int status) {
        return switch (status) {
            case 400 -> BAD_REQUEST;
            case 401, 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405, 407, 426 -> BAD_GATEWAY;
            case 408, 504 -> GATEWAY_TIMEOUT;
            case 410 -> GONE;
            case 422 -> UNPROCESSABLE;
            case 429, 503 -> BUSY;
            case 451 -> LEGAL_REASONS;
            default -> status >= 400 && status < 500 ? new ErrorStatus(status, "Refused by upstream") : BAD_GATEWAY;
        };
    }
}
