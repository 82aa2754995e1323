package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Upstream was reached but did not respond in time. */
public final class UpstreamTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    /** An exception with a message for the log. */
    public UpstreamTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
