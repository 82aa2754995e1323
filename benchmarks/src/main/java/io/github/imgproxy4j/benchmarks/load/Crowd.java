package io.github.imgproxy4j.benchmarks.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many clients that ask for the same at one time, on connections that are open before. All are on one thread, so that they
 * take as little of the processors as possible from the server that they measure. For one thread.
 */
final class Crowd implements Closeable {
    private static final int LONGEST_SECONDS = 60;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Selector selector = Selector.open();
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private int waiting;

    Crowd(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            clients.add(new Client(port));
        }
    }

    /** Sends the request on all connections and reads all responses, in the order in which they come. */
    List<Reply> ask(String target) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(
                ("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        for (Client client : clients) {
            client.send(request.duplicate());
        }
        waiting = clients.size();
        long giveUp = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
        while (waiting > 0) {
            if (System.nanoTime() > giveUp) {
                throw new IOException(waiting + " of " + clients.size() + " responses to " + target + " did not come");
            }
            selector.select(this::read, 1000);
        }
        return clients.stream().map(Client::reply).toList();
    }

    private void read(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (client.read(buffer)) {
                waiting--;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }

    /** One connection. */
    private final class Client {
        private final SocketChannel channel = SocketChannel.open();
        private String head = "";
        private long bytesLeft;
        private long firstByteNanos;

        Client(int port) throws IOException {
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(ByteBuffer request) throws IOException {
            head = "";
            firstByteNanos = 0;
            channel.write(request);
        }

        /** Whether the response is whole now. */
        boolean read(ByteBuffer bytes) throws IOException {
            int count = channel.read(bytes.clear());
            if (count < 0) {
                throw new EOFException("a response is cut");
            }
            if (firstByteNanos == 0) {
                firstByteNanos = System.nanoTime();
                count -= readHead(bytes.flip());
            }
            bytesLeft -= count;
            return bytesLeft == 0;
        }

        /** All of it comes at once. */
        private int readHead(ByteBuffer bytes) throws IOException {
            String text = StandardCharsets.ISO_8859_1.decode(bytes).toString();
            int end = text.indexOf("\r\n\r\n") + 4;
            head = text.substring(0, end).toLowerCase(Locale.ROOT);
            String length = header("content-length");
            if (!head.startsWith("http/1.1 200 ") || length.isEmpty()) {
                throw new IOException("answered " + head);
            }
            bytesLeft = Long.parseLong(length);
            return end;
        }

        private String header(String name) {
            int start = head.indexOf("\r\n" + name + ": ");
            return start < 0
                    ? ""
                    : head.substring(start + name.length() + 4, head.indexOf("\r\n", start + 2))
                            .strip();
        }

        Reply reply() {
            return new Reply(header("cache-status"), firstByteNanos);
        }
    }

    /**
     * What one of them got.
     *
     * @param cacheStatus the header, in lower case
     * @param firstByteNanos when its first byte came, on the clock of {@link System#nanoTime}
     */
    record Reply(String cacheStatus, long firstByteNanos) {}
}
