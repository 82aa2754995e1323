package io.github.imgproxy4j.strangers;

import java.net.URI;

/**
 * A stranger's site that runs.
 *
 * @param pictures how many its first page has
 */
record Site(Program program, URI home, Photos photos, int pictures) implements AutoCloseable {
    @Override
    public void close() {
        program.close();
    }
}
