package io.github.imgproxy4j.embedded.internal.share;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import io.github.imgproxy4j.embedded.internal.source.SourceLoader;

/** How a source is fetched. */
record Fetching(String url, long maxBytes, SourceLoader loader) {
    SourceBytes fetch(Deadline deadline) throws ProcessingException, InterruptedException {
        return loader.load(url, maxBytes, deadline);
    }

    boolean isUnchanged(SourceBytes fetched) {
        return loader.isUnchanged(url, fetched);
    }
}
