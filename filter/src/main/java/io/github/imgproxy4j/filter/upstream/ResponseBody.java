package io.github.imgproxy4j.filter.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of one response. Reading it to its end gives the connection back, closing it earlier cuts the connection: to
 * read the rest of what nobody wants would cost more.
 */
final class ResponseBody extends InputStream {
    private static final int LONGEST_CHUNK_LINE = 1024;
    private static final int MOST_TRAILERS = 50;

    private final HttpConnection connection;
    private final ConnectionPool pool;
    private final boolean persistent;
    private final boolean chunked;

    /** Bytes of the body or of the chunk that are still to come; negative if only the connection's end ends them. */
    private long remaining;

    private boolean first = true;
    private boolean ended;

    /** Set by whoever gives the connection back or cuts it: a body that was read may not cut the next one's. */
    private final AtomicBoolean released = new AtomicBoolean();

    private ResponseBody(
            HttpConnection connection, ConnectionPool pool, boolean persistent, boolean chunked, long length) {
        this.connection = connection;
        this.pool = pool;
        this.persistent = persistent;
        this.chunked = chunked;
        this.remaining = length;
    }

    static ResponseBody of(ResponseHead head, HttpConnection connection, ConnectionPool pool) throws IOException {
        boolean chunked = head.isChunked();
        long length = chunked ? 0 : head.contentLength();
        ResponseBody body =
                new ResponseBody(connection, pool, head.persistent() && (chunked || length >= 0), chunked, length);
        if (!chunked && length == 0) {
            body.end();
        }
        return body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ended && chunked && remaining == 0) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int wanted = remaining < 0 ? length : (int) Math.min(length, remaining);
        int count = connection.read(target, offset, wanted);
        if (count < 0) {
            return cut();
        }
        if (remaining > 0) {
            remaining -= count;
            if (remaining == 0 && !chunked) {
                end();
            }
        }
        return count;
    }

    private int cut() throws IOException {
        if (remaining < 0) {
            end();
            return -1;
        }
        close();
        throw new EOFException("body ends " + remaining + " bytes early");
    }

    private void nextChunk() throws IOException {
        if (!first && !connection.readLine(LONGEST_CHUNK_LINE).isEmpty()) {
            throw new IOException("chunk does not end where it should");
        }
        first = false;
        String line = connection.readLine(LONGEST_CHUNK_LINE);
        int semicolon = line.indexOf(';');
        String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new IOException("chunk has no size");
        }
        remaining = Long.parseLong(size, 16);
        if (remaining == 0) {
            skipTrailers();
            end();
        }
    }

    private void skipTrailers() throws IOException {
        for (int i = 0; i < MOST_TRAILERS; i++) {
            if (connection.readLine(LONGEST_CHUNK_LINE).isEmpty()) {
                return;
            }
        }
        throw new IOException("body has more than " + MOST_TRAILERS + " trailers");
    }

    private void end() throws IOException {
        ended = true;
        if (!released.compareAndSet(false, true)) {
            return;
        }
        if (persistent) {
            pool.give(connection);
        } else {
            pool.close(connection);
        }
    }

    /** Idempotent; from any thread. */
    @Override
    public void close() throws IOException {
        if (released.compareAndSet(false, true)) {
            pool.close(connection);
        }
    }
}
