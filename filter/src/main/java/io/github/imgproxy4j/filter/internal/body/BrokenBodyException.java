package io.github.imgproxy4j.filter.internal.body;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body ended before its time: what was read of it is not the image. */
public final class BrokenBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenBodyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** To be thrown out of the filter. Containers log it with its stack trace, so it has none: nothing is wrong here. */
    public static BrokenBodyException cutOff() {
        BrokenBodyException cutOff =
                new BrokenBodyException("upstream broke off; the response is cut off as well", null);
        cutOff.setStackTrace(new StackTraceElement[0]);
        return cutOff;
    }
}
