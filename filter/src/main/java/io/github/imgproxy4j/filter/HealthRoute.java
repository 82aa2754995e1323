package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.response.Exchange;
import io.github.imgproxy4j.filter.internal.response.OwnResponse;
import io.github.imgproxy4j.filter.internal.response.ProxyRoute;
import io.github.imgproxy4j.internal.text.JsonObject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code MOUNT/health}: 200 if upstream and store are ready, otherwise 503 with the reasons, as JSON. */
final class HealthRoute implements ProxyRoute {
    private static final Logger log = LoggerFactory.getLogger(HealthRoute.class);

    private final CachingProxy proxy;

    HealthRoute(CachingProxy proxy) {
        this.proxy = proxy;
    }

    /** Runs the checks on another thread if possible, because upstream and store may be slow. */
    @Override
    public void answer(Exchange exchange, HttpServletRequest servletRequest, HttpServletResponse servletResponse)
            throws IOException {
        if (!servletRequest.isAsyncSupported() || exchange.clientResponse().hasForeignOutput()) {
            exchange.answer(report());
            return;
        }
        exchange.clientResponse().beforeAsync();
        AsyncContext asyncContext = servletRequest.startAsync();
        asyncContext.setTimeout(0);
        CompletableFuture<Void> left = left(exchange.clientResponse().outputStream());
        try {
            proxy.fetchThreads().execute(() -> {
                OwnResponse report = report();
                CompletableFuture<Void> unused = left.thenRun(() -> answerThenComplete(exchange, report, asyncContext));
            });
        } catch (RejectedExecutionException full) {
            OwnResponse report = unavailable("too many images are waiting for upstream");
            CompletableFuture<Void> unused = left.thenRun(() -> answerThenComplete(exchange, report, asyncContext));
        }
    }

    /** Completed when the container's thread has returned: outer filters may set headers until then. */
    private static CompletableFuture<Void> left(ServletOutputStream out) {
        CompletableFuture<Void> left = new CompletableFuture<>();
        out.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() {
                if (out.isReady()) {
                    left.complete(null);
                }
            }

            @Override
            public void onError(Throwable clientLeft) {
                left.complete(null);
            }
        });
        return left;
    }

    private static void answerThenComplete(Exchange exchange, OwnResponse report, AsyncContext asyncContext) {
        try {
            exchange.answer(report);
        } catch (IOException | RuntimeException clientLeft) {
            log.debug("the health response could not be sent", clientLeft);
        } finally {
            asyncContext.complete();
        }
    }

    private OwnResponse report() {
        try {
            List<String> problems = proxy.problems();
            boolean ready = problems.isEmpty();
            JsonObject json = new JsonObject()
                    .text("status", ready ? "ready" : "unavailable")
                    .texts("reasons", problems)
                    .texts("notes", proxy.notes())
                    .texts("store", proxy.storeAbilities());
            return OwnResponse.json(
                    ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE, json);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return unavailable("shutting down");
        }
    }

    private static OwnResponse unavailable(String reason) {
        return OwnResponse.json(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                new JsonObject().text("status", "unavailable").texts("reasons", List.of(reason)));
    }
}
