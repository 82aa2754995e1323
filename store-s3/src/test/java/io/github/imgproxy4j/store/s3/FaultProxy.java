package io.github.imgproxy4j.store.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Passes bytes between a client and a real S3 server, and does harm on demand.
 *
 * <p>Changing the fault cuts all connections, so that it is in force from the next request on.
 */
final class FaultProxy implements Closeable {
    /** How much of a message passes before it breaks: more than any head, less than a large image. */
    static final int PASSED_BYTES = 100_000;

    private final URI server;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private ServerSocket listening;
    private volatile Fault fault = Fault.NONE;
    private volatile CountDownLatch late = new CountDownLatch(1);

    /** What can go wrong. */
    enum Fault {
        NONE,
        /** Nobody listens. */
        REFUSED,
        /** Requests are taken and never answered. */
        SILENT,
        /** Answers come long after the client's patience is over. */
        LATE,
        /** The connection is reset within either body. */
        RESET,
        /** The connection is closed within the body of an answer. */
        TRUNCATED,
        /** 503 SlowDown to everything. */
        SLOW_DOWN,
        /** 501 to requests with If-None-Match. */
        NO_CONDITIONS
    }

    FaultProxy(URI server) throws IOException {
        this.server = server;
        this.listening = listen(0);
        this.port = listening.getLocalPort();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void fault(Fault next) throws IOException {
        fault = next;
        late.countDown();
        late = new CountDownLatch(1);
        cutAll();
        if (next == Fault.REFUSED) {
            listening.close();
        } else if (listening.isClosed()) {
            listening = listen(port);
        }
    }

    private ServerSocket listen(int wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 500);
        threads.execute(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        Fault now = fault;
        try {
            if (now == Fault.SILENT) {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } else if (now == Fault.SLOW_DOWN) {
                answerAll(client, "503 Slow Down", "SlowDown");
            } else {
                pass(client, now);
            }
        } catch (IOException cut) {
            // By whom, the test sees at its own end.
        } finally {
            cut(client);
        }
    }

    /** One answer for each chunk that holds the head of a request. */
    private void answerAll(Socket client, String status, String code) throws IOException {
        byte[] buffer = new byte[8192];
        InputStream in = client.getInputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (new String(buffer, 0, count, StandardCharsets.ISO_8859_1).contains(" HTTP/1.1\r\n")) {
                answer(client, status, code);
            }
        }
    }

    private static void answer(Socket client, String status, String code) throws IOException {
        String body = "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    private void pass(Socket client, Fault now) throws IOException {
        try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
            connections.add(upstream);
            threads.execute(() -> passRequest(client, upstream, now));
            passAnswer(upstream, client, now);
        }
    }

    private void passRequest(Socket client, Socket upstream, Fault now) {
        byte[] buffer = new byte[8192];
        long passed = 0;
        try {
            for (int count = client.getInputStream().read(buffer);
                    count >= 0;
                    count = client.getInputStream().read(buffer)) {
                passed += count;
                if (now == Fault.NO_CONDITIONS && hasCondition(buffer, count)) {
                    answer(client, "501 Not Implemented", "NotImplemented");
                    continue;
                }
                if (now == Fault.RESET && passed > PASSED_BYTES) {
                    reset(client);
                    break;
                }
                upstream.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException cut) {
            // See serve.
        } finally {
            cut(upstream);
        }
    }

    private static boolean hasCondition(byte[] buffer, int count) {
        return new String(buffer, 0, count, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains("\r\nif-none-match: ");
    }

    private void passAnswer(Socket upstream, Socket client, Fault now) throws IOException {
        byte[] buffer = new byte[8192];
        long passed = 0;
        for (int count = upstream.getInputStream().read(buffer);
                count >= 0;
                count = upstream.getInputStream().read(buffer)) {
            if (now == Fault.LATE) {
                awaitRelease();
            }
            passed += count;
            if (passed > PASSED_BYTES && (now == Fault.RESET || now == Fault.TRUNCATED)) {
                if (now == Fault.RESET) {
                    reset(client);
                }
                return;
            }
            client.getOutputStream().write(buffer, 0, count);
        }
    }

    private void awaitRelease() throws IOException {
        try {
            late.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IOException(closing);
        }
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private void cutAll() {
        connections.forEach(this::cut);
    }

    private void cut(Socket connection) {
        connections.remove(connection);
        try {
            connection.close();
        } catch (IOException alreadyGone) {
            // Which is what was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        late.countDown();
        cutAll();
        threads.shutdownNow();
    }
}
