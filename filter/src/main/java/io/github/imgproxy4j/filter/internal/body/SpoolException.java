package io.github.imgproxy4j.filter.internal.body;

import java.io.IOException;
import java.nio.file.Path;

/** What was read cannot be held for its readers: there is no memory left, and a temporary file cannot be written. */
public final class SpoolException extends IOException {
    private static final long serialVersionUID = 1L;

    SpoolException(Path folder, IOException cause) {
        super(
                "imgproxy.relay-size is used up, and no temporary file can be written in " + folder
                        + " (java.io.tmpdir): " + cause,
                cause);
    }
}
