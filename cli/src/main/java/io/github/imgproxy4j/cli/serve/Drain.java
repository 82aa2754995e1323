package io.github.imgproxy4j.cli.serve;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Counts the running requests. During the shutdown, each response closes its connection, so that clients and load
 * balancers send the next request elsewhere and none is refused. Thread-safe.
 */
final class Drain extends Handler.Wrapper {
    private static final HttpField CLOSE = new HttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    private static final long POLL_MILLIS = 10;

    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean begun;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        running.incrementAndGet();
        Request.addCompletionListener(request, failure -> running.decrementAndGet());
        if (begun) {
            response.getHeaders().put(CLOSE);
        }
        return super.handle(request, response, callback);
    }

    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Waits until no request is running; returns the number of running requests after this time. */
    int await(Duration limit) throws InterruptedException {
        long startedNanos = System.nanoTime();
        while (running.get() > 0 && System.nanoTime() - startedNanos < limit.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return running.get();
    }
}
