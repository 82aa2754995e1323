package io.github.imgproxy4j.filter.internal.http;

/** Every response that is not an image, each with its status and the short fixed text that the client sees. */
public enum ErrorStatus {
    BAD_REQUEST(400, "Bad request"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    GONE(410, "Gone"),
    PRECONDITION_FAILED(412, "Precondition failed"),
    URI_TOO_LONG(414, "URI too long"),
    RANGE_NOT_SATISFIABLE(416, "Range not satisfiable"),
    UNPROCESSABLE(422, "Image cannot be processed"),
    BAD_GATEWAY(502, "Upstream failed"),
    BUSY(503, "Too many images at once"),
    GATEWAY_TIMEOUT(504, "Upstream timed out");

    private final int status;
    private final String text;

    ErrorStatus(int status, String text) {
        this.status = status;
        this.text = text;
    }

    public int status() {
        return status;
    }

    public String text() {
        return text;
    }

    /** Whether upstream is to blame, so that something older may be served instead (RFC 5861, section 4). */
    public boolean isFailure() {
        return status >= 500;
    }

    /**
     * What a client learns of an upstream status that is not 200.
     *
     * <p>A client error of upstream is one of the URL or of the source and keeps its status; 429 and 503 both mean that
     * imgproxy has no room now.
     */
    public static ErrorStatus ofUpstream(int status) {
        return switch (status) {
            case 400 -> BAD_REQUEST;
            case 401, 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 410 -> GONE;
            case 422 -> UNPROCESSABLE;
            case 429, 503 -> BUSY;
            case 504 -> GATEWAY_TIMEOUT;
            default -> BAD_GATEWAY;
        };
    }
}
