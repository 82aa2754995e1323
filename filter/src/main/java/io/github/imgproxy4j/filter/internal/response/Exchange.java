package io.github.imgproxy4j.filter.internal.response;

import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.ResponseEvent;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.request.RequestCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * One request on its way to its response: what came in, what goes out, and the record that is kept of it.
 *
 * <p>For one thread at a time.
 */
public final class Exchange {
    private final ClientRequest clientRequest;
    private final ClientResponse clientResponse;
    private final RequestCheck requestCheck;
    private final ProxyListener listener;
    private final Instant startedAt;
    private final long startedNanos = System.nanoTime();
    private boolean ended;

    public Exchange(
            ClientRequest clientRequest,
            ClientResponse clientResponse,
            RequestCheck requestCheck,
            ProxyListener listener,
            Instant startedAt) {
        this.clientRequest = clientRequest;
        this.clientResponse = clientResponse;
        this.requestCheck = requestCheck;
        this.listener = listener;
        this.startedAt = startedAt;
    }

    public RequestCheck requestCheck() {
        return requestCheck;
    }

    public ClientRequest clientRequest() {
        return clientRequest;
    }

    public ClientResponse clientResponse() {
        return clientResponse;
    }

    /** Answers with what the proxy itself has to say. */
    public void answer(OwnResponse own) throws IOException {
        long bytes = 0;
        boolean complete = false;
        try {
            bytes = clientResponse.write(own);
            complete = true;
        } finally {
            end(CacheStatus.own(), bytes, complete);
        }
    }

    /** Answers OPTIONS. */
    public void options() {
        clientResponse.options();
        end(CacheStatus.own(), 0, true);
    }

    /** Tells the listener, once. */
    public void end(CacheStatus cacheStatus, long bytes, boolean complete) {
        if (ended) {
            return;
        }
        ended = true;
        listener.responded(ResponseEvent.builder()
                .at(startedAt)
                .route(requestCheck.route())
                .method(clientRequest.method())
                .status(clientResponse.status())
                .outcome(cacheStatus.outcome())
                .tier(cacheStatus.tier())
                .key(requestCheck.key().isEmpty() ? null : requestCheck.key())
                .path(requestCheck.path())
                .bytes(bytes)
                .took(Duration.ofNanos(System.nanoTime() - startedNanos))
                .complete(complete)
                .build());
    }
}
