package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.upstream.Upstream;
import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks upstream for one variant, and tells how that went. For one thread. */
final class MeasuredFetch implements Departure.UpstreamCall {
    private final Upstream upstream;
    private final UpstreamRequest upstreamRequest;
    private final long startedNanos = System.nanoTime();
    private @Nullable UpstreamResponse upstreamResponse;

    MeasuredFetch(Upstream upstream, UpstreamRequest upstreamRequest) {
        this.upstream = upstream;
        this.upstreamRequest = upstreamRequest;
    }

    @Override
    public UpstreamResponse call() throws IOException, InterruptedException {
        UpstreamResponse received = upstream.fetch(upstreamRequest);
        upstreamResponse = received;
        return received;
    }

    /** The time until now. */
    Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** What upstream answered, or 0 if it did not. */
    int status() {
        return upstreamResponse == null ? 0 : upstreamResponse.status();
    }

    FetchReport report(String source) {
        return upstreamResponse == null ? FetchReport.NONE : FetchReport.of(source, upstreamResponse.headers(), took());
    }
}
