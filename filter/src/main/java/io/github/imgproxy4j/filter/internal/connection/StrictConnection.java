package io.github.imgproxy4j.filter.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that knows where each response ends and what lies behind; see {@link StrictConnectionFactory}. For one
 * thread at a time.
 *
 * <p>The pool asks {@link #isConsistent} when it gets a connection back and {@link #isStale} before it gives it away.
 */
final class StrictConnection extends DefaultManagedHttpClientConnection {
    /** Whether the other side has closed costs up to a millisecond, and a connection that was just used rarely is. */
    private static final long STALE_AFTER_NANOS = Duration.ofSeconds(1).toNanos();

    private final ResponseHeadParser head;
    private @Nullable FramedBody body;
    private long idleSinceNanos;

    StrictConnection(String id, Http1Config config, ResponseHeadParser head) {
        super(id, null, null, config, ResponseFraming.INSTANCE, null, null, unused -> head);
        this.head = head;
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        head.begin();
        body = null;
        super.sendRequestHeader(request);
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        if (length == 0) {
            return super.createContentInputStream(length, buffer, in);
        }
        InputStream content = length == ContentLengthStrategy.CHUNKED
                ? new ChunkedBody(buffer, in)
                : super.createContentInputStream(length, buffer, in);
        FramedBody framed = new FramedBody(content, length);
        body = framed;
        return framed;
    }

    @Override
    public void passivate() {
        idleSinceNanos = System.nanoTime();
        super.passivate();
    }

    /** Whether it may be kept: all of the body was read, and nothing came behind. */
    @Override
    public boolean isConsistent() {
        try {
            return super.isConsistent() && (body == null || body.ended) && !hasSurplus();
        } catch (IOException unusable) {
            return false;
        }
    }

    /** Whether it must not be used again: the other side has closed it, or sent something unexpected. */
    @Override
    public boolean isStale() throws IOException {
        if (!isOpen() || hasAnything()) {
            return true;
        }
        // The look reads, so there may be something afterwards.
        return System.nanoTime() - idleSinceNanos >= STALE_AFTER_NANOS && (super.isStale() || hasAnything());
    }

    /** Whether bytes lie behind the last response. Asks the system, waits for nothing. */
    private boolean hasSurplus() throws IOException {
        SocketHolder socket = getSocketHolder();
        return head.bufferedBytes() > 0
                || (socket != null && socket.getInputStream().available() > 0);
    }

    /** With TLS also what is not decrypted yet: on a connection at rest that is its end, or surplus. */
    private boolean hasAnything() throws IOException {
        SocketHolder socket = getSocketHolder();
        return hasSurplus()
                || (socket != null && socket.getBaseSocket().getInputStream().available() > 0);
    }

    /** A body that fails at its end if there is more behind it. */
    private final class FramedBody extends InputStream {
        private final InputStream in;
        private final long length;
        private long position;
        private boolean ended;

        /**
         * A body.
         *
         * @param length its number of bytes, or one of the negative constants
         */
        FramedBody(InputStream in, long length) {
            this.in = in;
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        /** The last bytes of a known length are not given away before it is sure that they are the last. */
        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            int count = in.read(target, offset, wanted);
            position += Math.max(0, count);
            if (!ended && (count < 0 || position == length)) {
                if (hasSurplus()) {
                    throw new IOException("the response has more bytes than it announced");
                }
                ended = true;
            }
            return count;
        }
    }
}
