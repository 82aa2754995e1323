package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.response.ClientResponse;
import io.github.imgproxy4j.filter.internal.response.Exchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the health route: 200 when upstream and store are ready, else 503 with the reasons, as JSON. */
final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);

    private Health() {}

    static void answer(CachingProxy proxy, Exchange exchange, HttpServletRequest servletRequest) throws IOException {
        if (!servletRequest.isAsyncSupported() || exchange.clientResponse().hasForeignOutput()) {
            write(exchange, report(proxy));
            return;
        }
        exchange.clientResponse().leave();
        AsyncContext asyncContext = servletRequest.startAsync();
        asyncContext.setTimeout(0);
        CompletableFuture<Void> left = left(exchange.clientResponse().outputStream());
        try {
            proxy.fetchThreads().execute(() -> {
                Report report = report(proxy);
                CompletableFuture<Void> unused = left.thenRun(() -> writeThenComplete(exchange, report, asyncContext));
            });
        } catch (RejectedExecutionException full) {
            Report report = new Report(List.of("too many images are waiting for upstream"), List.of(), List.of());
            CompletableFuture<Void> unused = left.thenRun(() -> writeThenComplete(exchange, report, asyncContext));
        }
    }

    /** Done when the container's thread has left: outer filters may set headers until then. */
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

    private static void writeThenComplete(Exchange exchange, Report report, AsyncContext asyncContext) {
        try {
            write(exchange, report);
        } catch (IOException | RuntimeException clientLeft) {
            log.debug("health could not be answered", clientLeft);
        } finally {
            asyncContext.complete();
        }
    }

    private static Report report(CachingProxy proxy) {
        try {
            return new Report(proxy.problems(), proxy.notes(), proxy.storeAbilities());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Report(List.of("shutting down"), List.of(), List.of());
        }
    }

    private static void write(Exchange exchange, Report report) throws IOException {
        boolean ready = report.problems().isEmpty();
        ClientResponse clientResponse = exchange.clientResponse();
        clientResponse.removeContradictingHeaders();
        clientResponse.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        clientResponse.setHeader("Cache-Control", "no-store");
        clientResponse.setHeader("Cache-Status", CacheStatus.CACHE_NAME);
        String json = "{\"status\":\"" + (ready ? "ready" : "unavailable") + '"'
                + member("reasons", report.problems())
                + member("notes", report.notes())
                + member("store", report.storeAbilities())
                + "}";
        clientResponse.text("application/json", json);
        long bytes = exchange.clientRequest().isHead() ? 0 : json.getBytes(StandardCharsets.UTF_8).length;
        exchange.end(CacheStatus.own(), bytes, true);
    }

    /** A list that is left out when it is empty. */
    private static String member(String name, List<String> texts) {
        return texts.isEmpty()
                ? ""
                : texts.stream()
                        .map(text -> '"' + escaped(text) + '"')
                        .collect(Collectors.joining(",", ",\"" + name + "\":[", "]"));
    }

    /** RFC 8259, section 7; control characters have no place in a text. */
    private static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x1F]", " ").replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** What is wrong, what else operators should know, and what the store can do. */
    private record Report(List<String> problems, List<String> notes, List<String> storeAbilities) {}
}
