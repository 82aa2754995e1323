package io.github.imgproxy4j.spring;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Checks whether a part of the caching proxy is ready. */
@FunctionalInterface
interface ReadinessCheck {
    /** Returns normally if it is ready. */
    void run() throws IOException, InterruptedException;

    /** The reason why it is not ready, or null if it is. */
    default @Nullable Exception problem() {
        try {
            run();
            return null;
        } catch (IOException notReady) {
            return notReady;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return interrupted;
        }
    }
}
