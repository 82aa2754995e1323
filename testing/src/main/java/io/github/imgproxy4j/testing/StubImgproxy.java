package io.github.imgproxy4j.testing;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on a free loopback port that answers with exactly the bytes a test wants, right or wrong.
 *
 * <p>It writes to the socket itself, because no well-behaved server can announce a length and break it.
 */
public final class StubImgproxy implements Closeable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Reply reply;

    private StubImgproxy(Reply reply) throws IOException {
        this.reply = reply;
        this.listening = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** A running server that gives this reply to every request. */
    public static StubImgproxy replying(Reply reply) throws IOException {
        return new StubImgproxy(reply);
    }

    /** Where it is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Every request so far, in order of arrival. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Changes the reply for requests that come from now on. */
    public void reply(Reply next) {
        reply = next;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                // Else a short body waits 40 ms for the client's acknowledgement of the headers.
                connection.setTcpNoDelay(true);
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            Request request = read(in);
            while (request != null) {
                requests.add(request);
                if (!reply.write(request, connection.getOutputStream())) {
                    return;
                }
                request = read(in);
            }
        } catch (IOException clientLeft) {
            // A client may leave at any time; tests look at what the client saw.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private static @Nullable Request read(BufferedReader in) throws IOException {
        String requestLine = in.readLine();
        if (requestLine == null) {
            return null;
        }
        List<String> headers = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            headers.add(line);
        }
        String[] parts = requestLine.split(" ", -1);
        return new Request(parts[0], parts[1], headers);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }

    /**
     * What arrived.
     *
     * @param method the method
     * @param target the raw request target
     * @param headers the header lines
     */
    public record Request(String method, String target, List<String> headers) {}

    /** Writes one response. */
    @FunctionalInterface
    public interface Reply {
        /** What imgproxy sends by default. */
        String LIFETIME = "Cache-Control: max-age=31536000, public";

        /**
         * Writes.
         *
         * @return whether the connection stays open for another request
         */
        boolean write(Request request, OutputStream out) throws IOException, InterruptedException;

        /** A 200 as imgproxy gives it. */
        static Reply image(String contentType, byte[] body, String... headers) {
            return (request, out) -> {
                head(out, 200, contentType, "Content-Length: " + body.length, headers);
                out.write(body);
                out.flush();
                return true;
            };
        }

        /** A status with a short text. */
        static Reply status(int status, String text) {
            return (request, out) -> {
                byte[] body = text.getBytes(StandardCharsets.UTF_8);
                head(out, status, "text/plain", "Content-Length: " + body.length);
                out.write(body);
                out.flush();
                return true;
            };
        }

        /** Announces all of the body, sends a part, and cuts the connection. */
        static Reply cut(String contentType, byte[] body, int sentBytes) {
            return (request, out) -> {
                head(out, 200, contentType, "Content-Length: " + body.length);
                out.write(body, 0, sentBytes);
                out.flush();
                return false;
            };
        }

        /** Sends the body in chunks; the last chunk that ends a body is missing if wanted. */
        static Reply chunked(String contentType, byte[] body, boolean ended) {
            return (request, out) -> {
                head(out, 200, contentType, "Transfer-Encoding: chunked");
                int half = body.length / 2;
                chunk(out, body, 0, half);
                chunk(out, body, half, body.length - half);
                if (ended) {
                    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.flush();
                return ended;
            };
        }

        /** Announces all of the body, sends a part, and the rest once it is told to go on. */
        static Reply paused(String contentType, byte[] body, int sentBytes, CountDownLatch goOn) {
            return (request, out) -> {
                head(out, 200, contentType, "Content-Length: " + body.length);
                out.write(body, 0, sentBytes);
                out.flush();
                goOn.await();
                out.write(body, sentBytes, body.length - sentBytes);
                out.flush();
                return true;
            };
        }

        /** The same, but not before this has happened. */
        default Reply after(CountDownLatch event) {
            return (request, out) -> {
                event.await();
                return write(request, out);
            };
        }

        private static void chunk(OutputStream out, byte[] body, int offset, int count) throws IOException {
            out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, offset, count);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        private static boolean saysHowLong(String framing, String... headers) {
            return Stream.concat(Stream.of(framing), Stream.of(headers))
                    .anyMatch(header -> header.matches("(?is)(.*\r\n)?([A-Za-z]+-)?(Cache-Control|Expires|Age):.*"));
        }

        /** Writes a status line and headers; a 200 that says nothing else of it is good for a year, as imgproxy has it. */
        static void head(OutputStream out, int status, String contentType, String framing, String... headers)
                throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Stub\r\n");
            head.append("Content-Type: ").append(contentType).append("\r\n");
            head.append(framing).append("\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            if (status == 200 && !saysHowLong(framing, headers)) {
                head.append(LIFETIME).append("\r\n");
            }
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
