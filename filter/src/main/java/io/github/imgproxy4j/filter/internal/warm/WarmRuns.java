package io.github.imgproxy4j.filter.internal.warm;

import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.filter.internal.resources.Threads;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest runs, by their names. Thread-safe. */
public final class WarmRuns {
    private static final int ID_BYTES = 8;
    private static final int MOST = 100;

    private final VariantMaker maker;
    private final Threads threads;
    private final int atOnce;
    private final SecureRandom random = new SecureRandom();

    /** Guarded by itself; the eldest go first when there are too many. */
    private final Map<String, WarmRun> runs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WarmRun> eldest) {
            return size() > MOST;
        }
    };

    /**
     * No runs yet.
     *
     * @param atOnce how many variants of a run at a time
     */
    public WarmRuns(VariantMaker maker, Threads threads, int atOnce) {
        this.maker = maker;
        this.threads = threads;
        this.atOnce = atOnce;
    }

    /** Begins to make variants. */
    public WarmRun start(List<SignedPath> paths) {
        WarmRun run = new WarmRun(newId(), paths, maker, threads);
        synchronized (runs) {
            runs.put(run.id(), run);
        }
        run.start(atOnce);
        return run;
    }

    /** One of the latest, or null. */
    public @Nullable WarmRun find(String id) {
        synchronized (runs) {
            return runs.get(id);
        }
    }

    /** Ends all, after the threads have ended. */
    public void close() {
        List<WarmRun> all;
        synchronized (runs) {
            all = List.copyOf(runs.values());
        }
        all.forEach(WarmRun::abort);
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
