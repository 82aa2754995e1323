package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The response of upstream: status, headers, and a body that may still be arriving.
 *
 * <p>One thread reads the body; any thread may call {@link #close}, which ends a blocked read.
 */
public final class UpstreamResponse implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;

    /**
     * A response.
     *
     * @param status the HTTP status
     * @param headers the headers as received
     * @param body the undecoded body; throws an {@link IOException} if it was cut
     */
    public UpstreamResponse(int status, HttpHeaders headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers as received. */
    public HttpHeaders headers() {
        return headers;
    }

    /** The announced length in bytes, or empty if no valid length was announced. */
    public OptionalLong contentLength() {
        List<String> announced = headers.allValues("Content-Length");
        return announced.size() == 1 && LENGTH.matcher(announced.get(0)).matches()
                ? OptionalLong.of(Long.parseLong(announced.get(0)))
                : OptionalLong.empty();
    }

    /** The body, to be read once. */
    public InputStream body() {
        return body;
    }

    /** Releases the connection, or closes it if the body was not read to its end. Idempotent. */
    @Override
    public void close() throws IOException {
        body.close();
    }
}
