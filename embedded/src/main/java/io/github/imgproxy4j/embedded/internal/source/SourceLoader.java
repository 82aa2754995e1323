package io.github.imgproxy4j.embedded.internal.source;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;

/** Fetches originals by URL. Thread-safe. */
public interface SourceLoader {
    /**
     * Fetches one original, all of it.
     *
     * @param url its URL, as the path gives it
     * @param maxBytes more than which it may not have
     * @param deadline when it is not awaited any longer
     * @throws ProcessingException if it may not or cannot be had
     * @throws InterruptedException if the thread was interrupted; nothing stays open then
     */
    SourceBytes load(String url, long maxBytes, Deadline deadline) throws ProcessingException, InterruptedException;

    /**
     * Whether an original is still what it was when it was fetched; sends no request.
     *
     * @return false if that cannot be told
     */
    default boolean isUnchanged(String url, SourceBytes fetched) {
        return false;
    }
}
