package io.github.imgproxy4j.cli.doctor;

import java.io.IOException;

/** A server gave no answer. The message says in a few words why. */
public final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
