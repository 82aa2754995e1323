package io.github.imgproxy4j.filter.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that were asked for last, kept open: to open one and to read its trailer takes longer than to read its body.
 * Thread-safe.
 *
 * <p>What this process removes is forgotten at once, and what others remove or replace within a second. Where files
 * cannot be told from each other by more than their names, as on Windows, none is kept: there, folders of open files cannot
 * be removed either.
 */
final class OpenFiles {
    private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);

    /** A process may often have no more than 1024 files open, connections included. */
    private static final int MOST = 256;

    /** A file that was looked at so short a while ago is not looked at again. */
    private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();

    /** A file that was not asked for so long is closed: the disk may be waiting for its space. */
    private static final long IDLE_NANOS = Duration.ofMinutes(1).toNanos();

    /** By key; the first was asked for the longest time ago. Guarded by this. */
    private final Map<String, OpenFile> kept = new LinkedHashMap<>(16, 0.75f, true);

    private boolean closed;

    /** The file of a key, for the caller to release; null if it is not kept, or not what its name says any more. */
    @Nullable
    OpenFile get(String key, Path file) throws IOException {
        OpenFile open = held(key);
        if (open == null) {
            return null;
        }
        if ((open.isTrusted(TRUSTED_NANOS) || open.isStill(file)) && open.isWhole()) {
            return open;
        }
        forget(key, open);
        open.release();
        return null;
    }

    private synchronized @Nullable OpenFile held(String key) {
        OpenFile open = kept.get(key);
        return open != null && open.hold() ? open : null;
    }

    /** Keeps an open file of this name as well, unless it is not what the name says any more. */
    void keep(String key, Path file, OpenFile open) {
        if (!open.isStill(file)) {
            return;
        }
        List<OpenFile> others = put(key, open);
        others.forEach(OpenFiles::release);
        // It may have been removed before it could be forgotten.
        if (!open.isStill(file)) {
            forget(key, open);
        }
    }

    private synchronized List<OpenFile> put(String key, OpenFile open) {
        List<OpenFile> others = new ArrayList<>();
        if (closed || !open.hold()) {
            return others;
        }
        OpenFile before = kept.put(key, open);
        if (before != null) {
            others.add(before);
        }
        Iterator<OpenFile> eldest = kept.values().iterator();
        while (kept.size() > MOST) {
            others.add(eldest.next());
            eldest.remove();
        }
        return others;
    }

    private void forget(String key, OpenFile open) {
        boolean removed;
        synchronized (this) {
            removed = kept.remove(key, open);
        }
        if (removed) {
            release(open);
        }
    }

    /** Does not keep what this key had any more; after its name was removed. */
    void remove(String key) {
        OpenFile open;
        synchronized (this) {
            open = kept.remove(key);
        }
        if (open != null) {
            release(open);
        }
    }

    /** Closes what was not asked for lately. */
    void closeIdle() {
        List<OpenFile> idle = new ArrayList<>();
        synchronized (this) {
            kept.values().removeIf(open -> !open.isTrusted(IDLE_NANOS) && idle.add(open));
        }
        idle.forEach(OpenFiles::release);
    }

    synchronized int count() {
        return kept.size();
    }

    /** Closes all, those in use as soon as their readers are done, and keeps none any more. */
    void close() {
        List<OpenFile> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(kept.values());
            kept.clear();
        }
        all.forEach(OpenFiles::release);
    }

    private static void release(OpenFile open) {
        try {
            open.release();
        } catch (IOException alreadyGone) {
            log.debug("closing a file", alreadyGone);
        }
    }
}
