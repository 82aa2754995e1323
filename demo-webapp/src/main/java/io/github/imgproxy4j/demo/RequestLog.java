package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last answers of the proxy, and no more than a fixed number of them. Thread-safe.
 *
 * <p>An answer of the cache route knows its key only; what the key stands for is remembered from when the variant was
 * made, for as many variants as fit.
 */
final class RequestLog implements ProxyListener {
    private static final int PATHS = 2000;

    private final int capacity;
    private final Deque<ResponseEvent> newestFirst = new ArrayDeque<>();
    private final Map<String, String> pathByKey = new LinkedHashMap<>();

    RequestLog(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void responded(ResponseEvent event) {
        newestFirst.addFirst(event);
        if (newestFirst.size() > capacity) {
            newestFirst.removeLast();
        }
        if (event.key() != null && event.path() != null) {
            remember(event.key(), event.path());
        }
    }

    private void remember(String key, String path) {
        pathByKey.put(key, path);
        if (pathByKey.size() > PATHS) {
            pathByKey.remove(pathByKey.keySet().iterator().next());
        }
    }

    synchronized List<Entry> newestFirst() {
        return newestFirst.stream().map(event -> new Entry(event, path(event))).toList();
    }

    private @Nullable String path(ResponseEvent event) {
        return event.path() == null && event.key() != null ? pathByKey.get(event.key()) : event.path();
    }

    /**
     * One answer.
     *
     * @param path what was asked for, as far as it is known
     */
    record Entry(ResponseEvent event, @Nullable String path) {}
}
