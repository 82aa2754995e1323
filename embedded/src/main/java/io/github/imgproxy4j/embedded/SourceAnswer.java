package io.github.imgproxy4j.embedded;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The answer of a source's server to a request that closes its connection (RFC 9112). For one thread.
 *
 * <p>Strict about the framing of the body, because a body cut short must not pass for a whole one.
 */
final class SourceAnswer {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([1-5][0-9]{2})( .*)?");
    private static final int MAX_HEAD_BYTES = 64 << 10;
    private static final int MAX_INTERIM_ANSWERS = 10;
    private static final int BUFFER_BYTES = 16 << 10;

    private final int status;
    private final Map<String, String> headers;
    private final InputStream input;

    private SourceAnswer(int status, Map<String, String> headers, InputStream input) {
        this.status = status;
        this.headers = headers;
        this.input = input;
    }

    /** Reads status and headers, and skips the interim answers before them. */
    static SourceAnswer read(InputStream input) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM_ANSWERS; interim++) {
            SourceAnswer answer = new Head(input).read();
            if (answer.status >= 200) {
                return answer;
            }
        }
        throw new IOException("the server sends interim answers without end");
    }

    int status() {
        return status;
    }

    /** A header's value, by its name in any case; of several the last. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * The body, decoded.
     *
     * @throws TooLargeException at the first byte beyond the limit, whatever length was announced
     * @throws IOException if it is cut short
     */
    byte[] body(long maxBytes) throws IOException {
        InputStream framed = framed(maxBytes);
        String coding = header("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        InputStream decoded = switch (coding) {
            case "identity", "" -> framed;
            case "gzip", "x-gzip" -> new GZIPInputStream(framed, BUFFER_BYTES);
            default -> throw new IOException("the body is coded as " + coding);
        };
        return readAll(decoded, maxBytes);
    }

    private InputStream framed(long maxBytes) throws IOException {
        Optional<String> transfer = header("Transfer-Encoding");
        if (transfer.isPresent()) {
            if (!transfer.get().strip().equalsIgnoreCase("chunked")) {
                throw new IOException("the body is transferred as " + transfer.get());
            }
            return new Chunked(input);
        }
        Optional<String> length = header("Content-Length");
        if (length.isEmpty()) {
            return input;
        }
        if (!length.get().matches("[0-9]{1,18}")) {
            throw new IOException("the length of the body is no number");
        }
        long announced = Long.parseLong(length.get());
        if (announced > maxBytes) {
            throw new TooLargeException();
        }
        return new Counted(input, announced);
    }

    private static byte[] readAll(InputStream body, long maxBytes) throws IOException {
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            if (collected.size() + (long) count > maxBytes) {
                throw new TooLargeException();
            }
            collected.write(buffer, 0, count);
        }
        return collected.toByteArray();
    }

    /** A line without its end. */
    private static String line(InputStream input, int maxBytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within the head of the answer");
            }
            if (line.size() >= maxBytes) {
                throw new IOException("the head of the answer is too long");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** The body is larger than allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("the body is longer than allowed");
        }
    }

    private static final class Head {
        private final InputStream input;
        private int bytesLeft = MAX_HEAD_BYTES;

        Head(InputStream input) {
            this.input = input;
        }

        SourceAnswer read() throws IOException {
            Matcher statusLine = STATUS_LINE.matcher(next());
            if (!statusLine.matches()) {
                throw new IOException("the server does not speak HTTP/1");
            }
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String line = next(); !line.isEmpty(); line = next()) {
                add(line, headers);
            }
            return new SourceAnswer(Integer.parseInt(statusLine.group(1)), headers, input);
        }

        private static void add(String line, Map<String, String> headers) throws IOException {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException("the answer has a line that is no header");
            }
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            String before = headers.put(name, value);
            if (before != null && !before.equals(value) && name.equalsIgnoreCase("Content-Length")) {
                throw new IOException("the answer has two lengths");
            }
        }

        private String next() throws IOException {
            String line = line(input, bytesLeft);
            bytesLeft -= line.length() + 1;
            return line;
        }
    }

    /** A body of a known length; ending before it is an error. */
    private static final class Counted extends InputStream {
        private final InputStream raw;
        private long left;

        Counted(InputStream raw, long length) {
            this.raw = raw;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = raw.read(bytes, from, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the body ends " + left + " bytes early");
            }
            left -= count;
            return count;
        }
    }

    /** A body in chunks; ending before the empty one is an error. Trailers are of no use and stay unread. */
    private static final class Chunked extends InputStream {
        private static final int MAX_LINE_BYTES = 1024;
        private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,15})\\s*(;.*)?");

        private final InputStream raw;
        private long left;
        private boolean begun;
        private boolean ended;

        Chunked(InputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = raw.read(bytes, from, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the body ends within a chunk");
            }
            left -= count;
            return count;
        }

        private void nextChunk() throws IOException {
            if (begun && !line(raw, MAX_LINE_BYTES).isEmpty()) {
                throw new IOException("a chunk is longer than it says");
            }
            begun = true;
            Matcher size = SIZE.matcher(line(raw, MAX_LINE_BYTES));
            if (!size.matches()) {
                throw new IOException("a chunk has no size");
            }
            left = Long.parseLong(size.group(1), 16);
            ended = left == 0;
        }
    }
}
