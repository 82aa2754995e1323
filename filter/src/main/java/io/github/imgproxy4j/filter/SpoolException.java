package io.github.imgproxy4j.filter;

import java.io.IOException;

/** What was read cannot be held for its readers, because a temporary file cannot be made or written. */
final class SpoolException extends IOException {
    private static final long serialVersionUID = 1L;

    SpoolException(IOException cause) {
        super("a temporary file cannot be made or written", cause);
    }
}
