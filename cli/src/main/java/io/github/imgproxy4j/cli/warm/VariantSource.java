package io.github.imgproxy4j.cli.warm;

import java.io.IOException;

/** Knows variants: a page, a sitemap, a list. */
@FunctionalInterface
public interface VariantSource {
    /**
     * Adds what it knows.
     *
     * @throws IOException if a file cannot be read; what a server does not give is a problem of the variants
     */
    void addTo(Variants variants) throws IOException, InterruptedException;
}
