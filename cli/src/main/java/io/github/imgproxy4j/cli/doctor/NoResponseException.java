package io.github.imgproxy4j.cli.doctor;

import java.io.IOException;

/** A server sent no response. The message gives the reason in a few words. */
public final class NoResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    NoResponseException(String message, Throwable cause) {
        super(message, cause);
    }
}
