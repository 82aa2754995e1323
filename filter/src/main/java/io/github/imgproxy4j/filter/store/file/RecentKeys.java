package io.github.imgproxy4j.filter.store.file;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys of the variants stored last, and of a limited number of them. Thread-safe. */
final class RecentKeys {
    private static final Comparator<Map.Entry<String, Long>> NEWEST_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed();

    private final int capacity;
    private final Map<String, Long> millisByKey = new HashMap<>();
    private long oldestKept = Long.MIN_VALUE;

    RecentKeys(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(String key, long storedMillis) {
        if (storedMillis < oldestKept) {
            return;
        }
        millisByKey.put(key, storedMillis);
        if (millisByKey.size() >= 2 * capacity) {
            List<Map.Entry<String, Long>> kept = newestFirst(capacity);
            oldestKept = kept.get(kept.size() - 1).getValue();
            millisByKey.clear();
            kept.forEach(entry -> millisByKey.put(entry.getKey(), entry.getValue()));
        }
    }

    synchronized void remove(String key) {
        millisByKey.remove(key);
    }

    /** The keys, newest first. */
    synchronized List<String> keys() {
        return newestFirst(capacity).stream().map(Map.Entry::getKey).toList();
    }

    private List<Map.Entry<String, Long>> newestFirst(int limit) {
        return millisByKey.entrySet().stream()
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }
}
