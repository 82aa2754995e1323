package io.github.imgproxy4j.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One connection that is kept, and a clock beside it. For one thread. */
final class Probe implements Closeable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int ATTEMPTS = 500;
    private static final int PAUSE_MILLIS = 20;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final String furtherHeaders;

    /** A connection for requests with further headers, each {@code Name: value}. */
    Probe(int port, String... headers) throws IOException {
        furtherHeaders = Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** Asks on a connection of its own. */
    static Reply once(int port, String target) throws IOException {
        try (Probe probe = new Probe(port)) {
            return probe.get(target);
        }
    }

    /** Waits until a server takes connections. */
    static void awaitOpen(int port) throws IOException, InterruptedException {
        for (int attempt = 1; true; attempt++) {
            try {
                new Probe(port).close();
                return;
            } catch (IOException notYet) {
                if (attempt == ATTEMPTS) {
                    throw notYet;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    Reply get(String target) throws IOException {
        return ask("GET", target);
    }

    Reply head(String target) throws IOException {
        return ask("HEAD", target);
    }

    private Reply ask(String method, String target) throws IOException {
        byte[] request = (method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + furtherHeaders + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException("no answer to " + target);
        }
        long firstByte = System.nanoTime();
        in.reset();
        int status = Integer.parseInt(line().split(" ", -1)[1]);
        Map<String, String> headers = headers();
        long length = method.equals("HEAD") ? 0 : skipBody(headers);
        return new Reply(status, headers, length, firstByte, firstByte - start, System.nanoTime() - start);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private long skipBody(Map<String, String> headers) throws IOException {
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
            in.skipNBytes(length);
            return length;
        }
        long length = 0;
        while (true) {
            long chunk = Long.parseLong(line(), 16);
            in.skipNBytes(chunk);
            line();
            if (chunk == 0) {
                return length;
            }
            length += chunk;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("connection closed within a line");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * An answer and when it came.
     *
     * @param status the status
     * @param headers by name in lower case
     * @param length bytes of the body
     * @param firstByteAtNanos when the first byte came, on the clock of {@link System#nanoTime}
     * @param firstByteNanos from the request to the first byte
     * @param lastByteNanos from the request to the last byte
     */
    record Reply(
            int status,
            Map<String, String> headers,
            long length,
            long firstByteAtNanos,
            long firstByteNanos,
            long lastByteNanos) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }
}
