package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Sends a request once more if it met a connection that had been used before and was closed meanwhile. On a new
 * connection it may have been the request itself that upstream did not survive.
 */
final class StaleConnectionRetry implements HttpRequestRetryStrategy {
    static final StaleConnectionRetry INSTANCE = new StaleConnectionRetry();

    private StaleConnectionRetry() {}

    @Override
    public boolean retryRequest(HttpRequest request, IOException failure, int attempts, HttpContext context) {
        EndpointDetails connection = HttpCoreContext.cast(context).getEndpointDetails();
        boolean usedBefore = connection != null && connection.getRequestCount() > 1;
        return attempts == 1 && usedBefore && !(failure instanceof InterruptedIOException);
    }

    /** Whatever upstream sends is a response. */
    @Override
    public boolean retryRequest(HttpResponse response, int attempts, HttpContext context) {
        return false;
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int attempts, HttpContext context) {
        return TimeValue.ZERO_MILLISECONDS;
    }
}
