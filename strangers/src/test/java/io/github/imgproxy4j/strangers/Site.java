package io.github.imgproxy4j.strangers;

import java.net.URI;

/**
 * A stranger's site that runs.
 *
 * @param proxy the program that has the caching proxy
 * @param page the program that has the page; often the same one
 * @param pictures how many the page has
 */
record Site(Program proxy, Program page, URI home, Photos photos, int pictures) implements AutoCloseable {
    /** One program for all. */
    Site(Program app, String port, Photos photos) {
        this(app, app, URI.create("http://localhost:" + port + "/"), photos, 2);
    }

    @Override
    public void close() {
        page.close();
        proxy.close();
    }
}
