package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.upstream.Upstream;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the start of an app for an upstream that starts at the same time. */
final class Readiness {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private Readiness() {}

    /**
     * Waits until upstream is ready.
     *
     * @param limit the maximum time to wait; upstream is asked at least once
     * @throws IllegalStateException if upstream is not ready in time, with its last response, or if the thread is
     *     interrupted
     */
    static void await(Upstream upstream, Duration limit) {
        long startedNanos = System.nanoTime();
        log.info("waiting up to {} for {}", limit, upstream.description());
        try {
            while (true) {
                try {
                    upstream.checkReady();
                    return;
                } catch (IOException notReady) {
                    if (System.nanoTime() - startedNanos >= limit.toNanos()) {
                        throw new IllegalStateException(
                                "upstream is not ready within " + limit + ": " + notReady.getMessage(), notReady);
                    }
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for upstream", interrupted);
        }
    }
}
