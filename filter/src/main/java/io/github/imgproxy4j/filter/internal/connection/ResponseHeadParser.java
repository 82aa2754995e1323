package io.github.imgproxy4j.filter.internal.connection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of one connection's responses, of which those to one request share a limit: line by line and interim
 * response by interim response they would have none. For one thread at a time.
 */
final class ResponseHeadParser implements HttpMessageParser<ClassicHttpResponse> {
    private final HttpMessageParser<ClassicHttpResponse> parser;
    private @Nullable SessionInputBuffer buffer;
    private int bytesLeft;

    ResponseHeadParser(Http1Config config) {
        this.parser = new DefaultHttpResponseParser(config);
    }

    /** A request is sent; what comes now answers it. */
    void begin() {
        bytesLeft = StrictConnectionFactory.LONGEST_HEAD_BYTES;
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer connectionBuffer, InputStream in)
            throws IOException, HttpException {
        buffer = connectionBuffer;
        return parser.parse(connectionBuffer, new Limited(in));
    }

    /** How many bytes were read from the connection and not used. */
    int bufferedBytes() {
        return buffer == null ? 0 : buffer.length();
    }

    /** The buffer asks only when it is empty: what was read before belongs to heads. */
    private final class Limited extends FilterInputStream {
        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (bytesLeft == 0) {
                throw new MessageConstraintException("the head of the response has more than "
                        + StrictConnectionFactory.LONGEST_HEAD_BYTES + " bytes");
            }
            int count = in.read(target, offset, Math.min(length, bytesLeft));
            bytesLeft -= Math.max(0, count);
            return count;
        }
    }
}
