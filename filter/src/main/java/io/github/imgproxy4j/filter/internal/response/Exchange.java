package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * One request on its way to its answer: what came in, what goes out, and the record that is kept of it.
 *
 * <p>For one thread at a time.
 */
public final class Exchange {
    private final ClientRequest clientRequest;
    private final ClientResponse clientResponse;
    private final RequestCheck admission;
    private final ProxyListener listener;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();
    private boolean ended;

    public Exchange(
            ClientRequest clientRequest,
            ClientResponse clientResponse,
            RequestCheck admission,
            ProxyListener listener,
            Instant startedAt) {
        this.clientRequest = clientRequest;
        this.clientResponse = clientResponse;
        this.admission = admission;
        this.listener = listener;
        this.startedAt = startedAt;
    }

    public RequestCheck admission() {
        return admission;
    }

    public ClientRequest clientRequest() {
        return clientRequest;
    }

    public ClientResponse clientResponse() {
        return clientResponse;
    }

    /** Tells the listener, once. */
    public void end(CacheStatus cacheStatus, long bytes, boolean complete) {
        if (ended) {
            return;
        }
        ended = true;
        listener.answered(new ProxyListener.Answered(
                startedAt,
                admission.route(),
                clientRequest.method(),
                clientResponse.status(),
                cacheStatus.outcome(),
                cacheStatus.tier(),
                admission.key().isEmpty() ? null : admission.key(),
                admission.path(),
                bytes,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                complete));
    }
}
