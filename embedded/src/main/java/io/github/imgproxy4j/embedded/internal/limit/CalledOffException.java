package io.github.imgproxy4j.embedded.internal.limit;

/**
 * Ends the work on an image from within a callback, whose signature allows no checked exception: the time is over, or
 * no client waits for it any more.
 */
public final class CalledOffException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CalledOffException() {
        super("the work on the image was called off", null, false, false);
    }
}
