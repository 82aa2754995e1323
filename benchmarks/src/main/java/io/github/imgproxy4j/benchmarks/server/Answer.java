package io.github.imgproxy4j.benchmarks.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * One kind of answer of the stub upstream: {@code SIZE-DELAY-FRAMING}, such as {@code 43008-25-chunked}.
 *
 * <p>The body begins as a WebP image does, and the rest is noise.
 */
final class Answer {
    private static final Pattern NAME = Pattern.compile("[0-9]+-[0-9]+-(length|chunked)");
    private static final int CHUNK_BYTES = 8 * 1024;

    private final int delayMillis;
    private final ByteBuffer bytes;

    private Answer(int delayMillis, byte[] bytes) {
        this.delayMillis = delayMillis;
        this.bytes = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static Answer of(String name) {
        String[] parts = name.split("-", -1);
        byte[] body = image(Integer.parseInt(parts[0]));
        boolean chunked = parts[2].equals("chunked");
        ByteArrayOutputStream message = new ByteArrayOutputStream(body.length + 1024);
        text(message, "HTTP/1.1 200 OK\r\nServer: stub\r\nContent-Type: image/webp\r\n");
        text(message, "Cache-Control: max-age=31536000, public\r\n");
        text(message, chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + body.length + "\r\n\r\n");
        if (chunked) {
            chunks(message, body);
        } else {
            message.writeBytes(body);
        }
        return new Answer(Integer.parseInt(parts[1]), message.toByteArray());
    }

    private static void chunks(ByteArrayOutputStream message, byte[] body) {
        for (int start = 0; start < body.length; start += CHUNK_BYTES) {
            int count = Math.min(CHUNK_BYTES, body.length - start);
            text(message, Integer.toHexString(count) + "\r\n");
            message.write(body, start, count);
            text(message, "\r\n");
        }
        text(message, "0\r\n\r\n");
    }

    private static void text(ByteArrayOutputStream message, String text) {
        message.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] image(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        ByteBuffer.wrap(body)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(Integer.reverseBytes(size - 8))
                .put("WEBPVP8 ".getBytes(StandardCharsets.US_ASCII));
        return body;
    }

    int delayMillis() {
        return delayMillis;
    }

    /** The whole response; each caller has a position of its own. */
    ByteBuffer bytes() {
        return bytes.duplicate();
    }
}
