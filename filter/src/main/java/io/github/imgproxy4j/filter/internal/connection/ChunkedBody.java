package io.github.imgproxy4j.filter.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * A body in chunks (RFC 9112, section 7.1), taken at its word: a size is hexadecimal digits, a line ends with CR and LF,
 * and a body without its last chunk is cut. Extensions and trailers are skipped. For one thread.
 */
final class ChunkedBody extends InputStream {
    /** What a size has at most: 2^60 bytes. */
    private static final int MOST_DIGITS = 15;

    /** What extensions of one chunk, or all trailers, have at most. */
    private static final int MOST_SKIPPED_BYTES = 16 * 1024;

    /** In so much there is more than the beginning of a chunk, unless it has an extension, which hardly any server sends. */
    private static final int SURELY_WITH_BYTES = 64;

    private final SessionInputBuffer buffer;
    private final InputStream in;
    private long left;
    private boolean begun;
    private boolean ended;
    private int skipped;

    ChunkedBody(SessionInputBuffer buffer, InputStream in) {
        this.buffer = buffer;
        this.in = in;
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
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = readOfChunk(target, offset, length);
        while (count < length && nextHasArrived()) {
            count += readOfChunk(target, offset + count, length - count);
        }
        return count;
    }

    private int readOfChunk(byte[] target, int offset, int length) throws IOException {
        int count = buffer.read(target, offset, (int) Math.min(length, left), in);
        if (count < 0) {
            throw cut();
        }
        left -= count;
        return count;
    }

    /** Whether bytes can be read without waiting; small chunks that came together are passed on together. */
    private boolean nextHasArrived() throws IOException {
        if (left == 0 && !ended && buffer.length() >= SURELY_WITH_BYTES) {
            nextChunk();
        }
        return left > 0 && !ended && buffer.length() > 0;
    }

    private void nextChunk() throws IOException {
        if (begun) {
            expect('\r');
            expect('\n');
        }
        begun = true;
        skipped = 0;
        left = size();
        if (left == 0) {
            skipTrailers();
            ended = true;
        }
    }

    private long size() throws IOException {
        long size = 0;
        int digits = 0;
        int next = next();
        for (int digit = digit(next); digit >= 0; digit = digit(next)) {
            if (++digits > MOST_DIGITS) {
                throw malformed();
            }
            size = size * 16 + digit;
            next = next();
        }
        if (digits == 0) {
            throw malformed();
        }
        endOfSize(next);
        return size;
    }

    /** Only ASCII, where {@link Character#digit} knows many more. */
    private static int digit(int character) {
        return character < 128 ? Character.digit(character, 16) : -1;
    }

    /** Spaces without an extension are against the rule, but harmless, and old servers send them. */
    private void endOfSize(int first) throws IOException {
        int next = first;
        while (next == ' ' || next == '\t') {
            next = nextSkipped();
        }
        if (next == ';') {
            skipRestOfLine();
        } else if (next == '\r') {
            expect('\n');
        } else {
            throw malformed();
        }
    }

    private void skipTrailers() throws IOException {
        skipped = 0;
        while (skipRestOfLine() > 0) {
            // The headers of a response say all that is of use.
        }
    }

    /** How many characters there were before its end. */
    private int skipRestOfLine() throws IOException {
        int count = 0;
        int next = nextSkipped();
        while (next != '\r') {
            if (next == '\n') {
                throw malformed();
            }
            count++;
            next = nextSkipped();
        }
        expect('\n');
        return count;
    }

    private int nextSkipped() throws IOException {
        if (++skipped > MOST_SKIPPED_BYTES) {
            throw malformed();
        }
        return next();
    }

    private void expect(char wanted) throws IOException {
        if (next() != wanted) {
            throw malformed();
        }
    }

    private int next() throws IOException {
        int next = buffer.read(in);
        if (next < 0) {
            throw cut();
        }
        return next;
    }

    private static IOException cut() {
        return new ConnectionClosedException("the body was cut before its last chunk");
    }

    private static IOException malformed() {
        return new MalformedChunkCodingException("the body has a malformed chunk");
    }
}
