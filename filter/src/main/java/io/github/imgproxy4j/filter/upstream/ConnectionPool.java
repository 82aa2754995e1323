package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one server: those in use, and those that wait for the next request. Thread-safe.
 *
 * <p>{@code lock} guards the fields; it is not held while a connection is opened or closed.
 */
final class ConnectionPool implements AutoCloseable {
    /** imgproxy closes a connection that was idle for 10 s; ours must be gone before. */
    static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

    private static final int MOST_IDLE = 64;

    private final Endpoint endpoint;
    private final Duration connectTimeout;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<HttpConnection> idle = new ArrayDeque<>();
    private final Set<HttpConnection> all = new HashSet<>();
    private boolean closed;

    ConnectionPool(Endpoint endpoint, Duration connectTimeout) {
        this.endpoint = endpoint;
        this.connectTimeout = connectTimeout;
    }

    /** The connection that was used last, or null if none was used a short time ago. */
    @Nullable
    HttpConnection takeIdle() throws IOException {
        List<HttpConnection> old = new ArrayList<>();
        HttpConnection taken;
        lock.lock();
        try {
            while (!idle.isEmpty() && idle.peekLast().isIdleLongerThan(LONGEST_IDLE)) {
                old.add(idle.removeLast());
            }
            taken = idle.pollFirst();
        } finally {
            lock.unlock();
        }
        for (HttpConnection connection : old) {
            close(connection);
        }
        return taken;
    }

    /** A new connection. */
    HttpConnection open() throws IOException {
        HttpConnection opened = new HttpConnection(endpoint.connect(connectTimeout));
        boolean late;
        lock.lock();
        try {
            late = closed;
            all.add(opened);
        } finally {
            lock.unlock();
        }
        if (late) {
            close(opened);
            throw new IOException("closed");
        }
        return opened;
    }

    /** Keeps a connection for the next request. */
    void give(HttpConnection connection) throws IOException {
        connection.markIdle();
        boolean kept;
        lock.lock();
        try {
            kept = !closed && idle.size() < MOST_IDLE && connection.isClean();
            if (kept) {
                idle.addFirst(connection);
            }
        } finally {
            lock.unlock();
        }
        if (!kept) {
            close(connection);
        }
    }

    void close(HttpConnection connection) throws IOException {
        lock.lock();
        try {
            all.remove(connection);
        } finally {
            lock.unlock();
        }
        connection.close();
    }

    /** How many connections are open. */
    int size() {
        lock.lock();
        try {
            return all.size();
        } finally {
            lock.unlock();
        }
    }

    /** Cuts all connections, those in use as well. */
    @Override
    public void close() throws IOException {
        List<HttpConnection> open;
        lock.lock();
        try {
            closed = true;
            open = List.copyOf(all);
            idle.clear();
        } finally {
            lock.unlock();
        }
        for (HttpConnection connection : open) {
            close(connection);
        }
    }
}
