package io.github.imgproxy4j.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An upstream that costs as little as possible: one thread, and answers that are made once.
 *
 * <p>The first segment of a path is the {@link Answer}, {@code /43008-25-chunked/…}; the rest does not matter.
 */
public final class StubUpstream {
    private static final int LONGEST_REQUEST = 16 * 1024;
    private static final ByteBuffer NOTHING =
            ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    private final AtomicLong images = new AtomicLong();
    private final Map<String, Answer> answers = new HashMap<>();
    private final PriorityQueue<Connection> waiting =
            new PriorityQueue<>(Comparator.comparingLong((Connection connection) -> connection.dueNanos));
    private final Selector selector;
    private final ServerSocketChannel listening;

    private StubUpstream() throws IOException {
        selector = Selector.open();
        listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2000);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Starts, says {@code port=N}, and answers each line with the number of images so far. */
    public static void main(String... arguments) throws IOException {
        StubUpstream upstream = new StubUpstream();
        Thread thread = new Thread(upstream::run, "upstream");
        thread.setDaemon(true);
        thread.start();
        Child.serve(upstream.listening.socket().getLocalPort(), line -> String.valueOf(upstream.images.get()));
    }

    private void run() {
        try {
            while (true) {
                selector.select(this::handle, millisToNext());
                answerDue();
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** 0 stands for no end of waiting. */
    private long millisToNext() {
        Connection next = waiting.peek();
        if (next == null) {
            return 0;
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.dueNanos - System.nanoTime()));
    }

    private void answerDue() {
        long now = System.nanoTime();
        for (Connection next = waiting.peek(); next != null && next.dueNanos <= now; next = waiting.peek()) {
            waiting.remove();
            next.write();
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else if (key.attachment() instanceof Connection connection) {
                connection.proceed();
            }
        } catch (IOException clientLeft) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listening.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            new Connection(channel);
        }
    }

    /** One client; all of it runs on the one thread. */
    private final class Connection {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer request = ByteBuffer.allocate(LONGEST_REQUEST);
        private @Nullable ByteBuffer response;
        private long dueNanos;

        Connection(SocketChannel channel) throws IOException {
            this.channel = channel;
            this.key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void proceed() throws IOException {
            if (response != null) {
                write();
            } else if (channel.read(request) < 0) {
                channel.close();
            } else if (isWhole()) {
                answer();
            }
        }

        private boolean isWhole() {
            int end = request.position();
            return end >= 4
                    && request.get(end - 4) == '\r'
                    && request.get(end - 3) == '\n'
                    && request.get(end - 2) == '\r'
                    && request.get(end - 1) == '\n';
        }

        private void answer() {
            String name = firstSegment();
            request.clear();
            if (!Answer.isName(name)) {
                response = NOTHING.duplicate();
                write();
                return;
            }
            Answer answer = answers.computeIfAbsent(name, Answer::of);
            images.incrementAndGet();
            response = answer.bytes();
            if (answer.delayMillis() == 0) {
                write();
            } else {
                dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(answer.delayMillis());
                waiting.add(this);
            }
        }

        private String firstSegment() {
            String text = new String(request.array(), 0, Math.min(64, request.position()), StandardCharsets.US_ASCII);
            int start = text.indexOf('/') + 1;
            int end = text.indexOf('/', start);
            return end < 0 ? "" : text.substring(start, end);
        }

        void write() {
            try {
                ByteBuffer rest = Objects.requireNonNull(response);
                channel.write(rest);
                if (rest.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_WRITE);
                } else {
                    response = null;
                    key.interestOps(SelectionKey.OP_READ);
                }
            } catch (IOException clientLeft) {
                key.cancel();
            }
        }
    }
}
