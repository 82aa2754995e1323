package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;

/**
 * Produces variants: an imgproxy server, or a processor in its place.
 *
 * <p>Implementations are thread-safe.
 */
public interface Upstream extends AutoCloseable {
    /**
     * Requests one variant and waits until its status and headers are known; the body may still be in transit.
     *
     * <p>Runs on a thread of the proxy, never on one of the container. A status other than 200 is a response, not an
     * exception.
     *
     * @param upstreamRequest a verified path and the few headers that are forwarded
     * @return the response, to be closed by the caller
     * @throws UpstreamTimeoutException if there was no response in time (504)
     * @throws IOException if upstream cannot be reached or broke off before its headers were complete (502)
     * @throws InterruptedException if the thread was interrupted; nothing stays open
     */
    UpstreamResponse fetch(UpstreamRequest upstreamRequest) throws IOException, InterruptedException;

    /** The description for logs and the health route, {@code imgproxy at http://127.0.0.1:8081}; without secrets. */
    String description();

    /**
     * Checks whether it could produce a variant now.
     *
     * @throws IOException with the reason if it could not
     * @throws InterruptedException if the thread was interrupted
     */
    void checkReady() throws IOException, InterruptedException;

    /** Frees threads and connections. Idempotent; running fetches fail. */
    @Override
    void close();
}
