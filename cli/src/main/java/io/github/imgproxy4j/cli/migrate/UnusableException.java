package io.github.imgproxy4j.cli.migrate;

import java.io.IOException;

/** An entry that is left out, with the reason. */
final class UnusableException extends IOException {
    private static final long serialVersionUID = 1;

    UnusableException(String reason) {
        super(reason);
    }
}
