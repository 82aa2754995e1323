package io.github.imgproxy4j.filter.internal.fetch;

import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts a thread that waits for upstream's headers when they are not needed any more. A processor in this JVM does all
 * of its work before it answers, so that closing the response would come too late. Thread-safe.
 */
final class CallOff implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CallOff.class);

    private final Thread waiting = Thread.currentThread();
    private boolean over;

    private CallOff() {}

    /**
     * Asks upstream, until the last client leaves.
     *
     * @throws InterruptedException if it has left, or the thread was interrupted otherwise
     */
    static UpstreamResponse fetch(Upstream upstream, UpstreamRequest upstreamRequest, Fetch fetch)
            throws IOException, InterruptedException {
        try (CallOff callOff = new CallOff()) {
            fetch.response().relay().whenAbandoned(() -> {
                log.debug("no client waits for {} any longer", fetch.key());
                // What comes of it is no failure of upstream that others should be told.
                fetch.purge();
                callOff.interrupt();
            });
            return upstream.fetch(upstreamRequest);
        }
    }

    /** Interrupts the thread that made this, unless it waits no longer. */
    private synchronized void interrupt() {
        if (!over) {
            waiting.interrupt();
        }
    }

    /** From now on the thread is not interrupted. */
    @Override
    public synchronized void close() {
        over = true;
    }
}
