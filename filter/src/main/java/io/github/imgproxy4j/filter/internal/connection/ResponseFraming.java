package io.github.imgproxy4j.filter.internal.connection;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;

/**
 * How long the body of a response is (RFC 9112, section 6.3, and 6.1 for codings): what two readers could read in two
 * ways is an error, and the connection is closed.
 */
final class ResponseFraming implements ContentLengthStrategy {
    static final ResponseFraming INSTANCE = new ResponseFraming();

    /** More digits than any body has bytes, and fewer than a long has. */
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private static final Pattern COMMA = Pattern.compile("[ \t]*,[ \t]*");

    private ResponseFraming() {}

    /**
     * The length in bytes, {@link #CHUNKED}, or {@link #UNDEFINED} for a body that the end of the connection ends. Equal
     * lengths that were sent several times become one header (RFC 9110, section 8.6).
     */
    @Override
    public long determineLength(HttpMessage response) throws ProtocolException {
        if (response.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return chunked(response);
        }
        return response.containsHeader(HttpHeaders.CONTENT_LENGTH) ? length(response) : UNDEFINED;
    }

    private static long chunked(HttpMessage response) throws ProtocolException {
        Header[] codings = response.getHeaders(HttpHeaders.TRANSFER_ENCODING);
        if (response.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
            throw new ProtocolException("ambiguous response: both Transfer-Encoding and Content-Length");
        }
        if (response.getVersion() != null && response.getVersion().lessEquals(HttpVersion.HTTP_1_0)) {
            throw new ProtocolException("ambiguous response: Transfer-Encoding in HTTP/1.0");
        }
        if (codings.length != 1 || !codings[0].getValue().equalsIgnoreCase("chunked")) {
            throw new ProtocolException("response with a Transfer-Encoding other than chunked");
        }
        return CHUNKED;
    }

    private static long length(HttpMessage response) throws ProtocolException {
        Set<Long> lengths = new HashSet<>();
        for (Header header : response.getHeaders(HttpHeaders.CONTENT_LENGTH)) {
            for (String text : COMMA.split(header.getValue(), -1)) {
                if (!LENGTH.matcher(text).matches()) {
                    throw new ProtocolException("response with a Content-Length that is not a number of bytes");
                }
                lengths.add(Long.valueOf(text));
            }
        }
        if (lengths.size() != 1) {
            throw new ProtocolException("ambiguous response: several values of Content-Length");
        }
        long length = lengths.iterator().next();
        response.removeHeaders(HttpHeaders.CONTENT_LENGTH);
        response.addHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        return length;
    }
}
