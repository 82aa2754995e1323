package io.github.imgproxy4j.spring;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Asks a part of the caching proxy whether it is ready. */
@FunctionalInterface
interface ReadinessCheck {
    /** Returns if it is. */
    void run() throws IOException, InterruptedException;

    /** Why it is not, or null if it is. */
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
