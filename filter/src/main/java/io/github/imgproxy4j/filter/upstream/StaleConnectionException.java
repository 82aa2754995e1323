package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;

/** The server had closed a connection before it took the request. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    StaleConnectionException(IOException cause) {
        super("connection was closed before the response", cause);
    }
}
