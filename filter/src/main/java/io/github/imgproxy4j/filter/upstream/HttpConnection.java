package io.github.imgproxy4j.filter.upstream;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One connection that carries one exchange after the other (RFC 9112). For one thread at a time; {@link #close} may come
 * from any thread and ends a read that waits.
 */
final class HttpConnection implements Closeable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Socket socket;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    private long deadlineNanos = Long.MAX_VALUE;
    private long idleSinceNanos;

    HttpConnection(Socket socket) {
        this.socket = socket;
    }

    /**
     * Sends a request and reads until the end of the headers of its response.
     *
     * @param timeout for all of that
     * @throws StaleConnectionException if the connection turned out to be closed before a byte of the response came
     * @throws SocketTimeoutException if it took too long
     */
    ResponseHead exchange(byte[] request, Duration timeout) throws IOException {
        deadlineNanos = System.nanoTime() + timeout.toNanos();
        try {
            socket.getOutputStream().write(request);
            awaitFirstByte();
        } catch (SocketTimeoutException tooSlow) {
            throw tooSlow;
        } catch (IOException closed) {
            throw new StaleConnectionException(closed);
        }
        ResponseHead head = ResponseHead.read(this);
        // From here on whoever reads the body watches the time.
        deadlineNanos = Long.MAX_VALUE;
        socket.setSoTimeout(0);
        return head;
    }

    private void awaitFirstByte() throws IOException {
        if (position == end && !fill()) {
            throw new IOException("connection closed by the server");
        }
    }

    /** A line without its end, which may be CR LF or LF; one octet is one character. */
    String readLine(int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (position == end && !fill()) {
                throw new IOException("connection closed within a line");
            }
            char c = (char) (buffer[position++] & 0xFF);
            if (c == '\n') {
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
            if (line.length() == longest) {
                throw new IOException("line is longer than " + longest + " characters");
            }
            line.append(c);
        }
    }

    /** As {@link InputStream#read(byte[], int, int)}. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (position == end && length >= BUFFER_BYTES) {
            return socket.getInputStream().read(target, offset, length);
        }
        if (position == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (deadlineNanos != Long.MAX_VALUE) {
            long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new SocketTimeoutException("deadline passed");
            }
            socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        }
        position = 0;
        end = Math.max(0, socket.getInputStream().read(buffer));
        return end > 0;
    }

    /** Whether nothing that was not asked for has come, so that the next exchange can begin. */
    boolean isClean() {
        return position == end && !socket.isClosed();
    }

    void markIdle() {
        idleSinceNanos = System.nanoTime();
    }

    boolean isIdleLongerThan(Duration limit) {
        return System.nanoTime() - idleSinceNanos > limit.toNanos();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
