package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.filter.internal.log.LogText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes a server on a thread of its own, again and again until it responds or the store is closed. The first failure
 * and the result are logged, each once.
 */
public final class BackgroundProbe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackgroundProbe.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Bucket bucket;
    private final UploadOptions options;
    private final ServerAbilities abilities;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Duration pause;

    /**
     * A probe that has not started.
     *
     * @param firstPause how long to wait after the first failure; doubled after each further one
     */
    public BackgroundProbe(Bucket bucket, UploadOptions options, ServerAbilities abilities, Duration firstPause) {
        this.bucket = bucket;
        this.options = options;
        this.abilities = abilities;
        this.pause = firstPause;
    }

    public void start() {
        Thread thread = new Thread(this::run, "imgproxy4j-s3-probe");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            boolean failed = false;
            while (!succeeds(failed)) {
                failed = true;
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
            log.info("{} supports {}", bucket.location(), String.join(", ", abilities.lines()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            if (closed.getCount() > 0) {
                log.error("{} could not be probed", bucket.location(), failure);
            }
        }
    }

    private boolean succeeds(boolean failedBefore) {
        try {
            new Probe(bucket, options, abilities).run();
            return true;
        } catch (IOException failure) {
            if (failedBefore) {
                log.debug("probing failed again: {}", LogText.of(failure.getMessage()));
            } else {
                log.warn("nothing can be stored: {}", LogText.of(failure.getMessage()));
            }
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
