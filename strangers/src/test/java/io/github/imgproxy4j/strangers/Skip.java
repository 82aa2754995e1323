package io.github.imgproxy4j.strangers;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Ends tests for which this machine lacks a program. */
final class Skip {
    private Skip() {}

    /** What to throw: skips the test and says so in the log of the build, or fails it if the system property is set. */
    @SuppressWarnings("SystemOut") // Has to be seen in the log of the build.
    static RuntimeException because(String property, String reason) {
        if (Boolean.getBoolean(property)) {
            throw new AssertionFailedError(reason);
        }
        System.out.println("NOT RUN: " + reason);
        return new TestAbortedException(reason);
    }
}
