package io.github.imgproxy4j.filter;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body ended before its time: what was read of it is not the image. */
final class BrokenBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenBodyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
