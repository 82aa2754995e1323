package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;

/**
 * Makes variants: an imgproxy server, or a processor in its place.
 *
 * <p>Implementations are thread-safe. Every method that is added here costs every implementer.
 */
public interface Upstream extends AutoCloseable {
    /**
     * Asks for one variant and waits until its status and headers are known; the body may still be under way.
     *
     * <p>Runs on a thread of the proxy, never on one of the container. An answer that is not 200 is an answer, not an
     * exception.
     *
     * @param upstreamRequest a verified path and the few headers that may travel
     * @return the answer, to be closed by the caller
     * @throws UpstreamTimeoutException if no answer came in time (504)
     * @throws IOException if upstream cannot be reached or broke off before its headers were complete (502)
     * @throws InterruptedException if the thread was interrupted; nothing stays open then
     */
    UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws IOException, InterruptedException;

    /** What to call it in logs and on the health route, {@code imgproxy at http://127.0.0.1:8081}; no secrets. */
    String description();

    /**
     * Whether it could make a variant now.
     *
     * @throws IOException with the reason if it could not
     * @throws InterruptedException if the thread was interrupted
     */
    void checkReady() throws IOException, InterruptedException;

    /** Frees threads and connections. Idempotent; running fetches fail. */
    @Override
    void close();
}
