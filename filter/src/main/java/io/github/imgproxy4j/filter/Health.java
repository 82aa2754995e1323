package io.github.imgproxy4j.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the health route: 200 when upstream and store are ready, else 503 with the reasons, as JSON. */
final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);

    private Health() {}

    static void answer(CachingProxy proxy, Exchange exchange, HttpServletRequest servletRequest) throws IOException {
        if (!servletRequest.isAsyncSupported()) {
            check(proxy, exchange);
            return;
        }
        AsyncContext asyncContext = servletRequest.startAsync();
        asyncContext.setTimeout(0);
        try {
            proxy.flightThreads().execute(() -> checkThenComplete(proxy, exchange, asyncContext));
        } catch (RejectedExecutionException full) {
            write(exchange, List.of("too many images are waiting for upstream"), List.of(), List.of());
            asyncContext.complete();
        }
    }

    private static void checkThenComplete(CachingProxy proxy, Exchange exchange, AsyncContext asyncContext) {
        try {
            check(proxy, exchange);
        } catch (IOException | RuntimeException clientLeft) {
            log.debug("health could not be answered", clientLeft);
        } finally {
            asyncContext.complete();
        }
    }

    private static void check(CachingProxy proxy, Exchange exchange) throws IOException {
        try {
            write(exchange, proxy.problems(), proxy.notes(), proxy.storeAbilities());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            write(exchange, List.of("shutting down"), List.of(), List.of());
        }
    }

    private static void write(Exchange exchange, List<String> problems, List<String> notes, List<String> storeAbilities)
            throws IOException {
        boolean ready = problems.isEmpty();
        ClientResponse clientResponse = exchange.clientResponse();
        clientResponse.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        clientResponse.setHeader("Cache-Control", "no-store");
        clientResponse.setHeader("Cache-Status", CacheStatus.CACHE_NAME);
        String json = "{\"status\":\"" + (ready ? "ready" : "unavailable") + '"'
                + member("reasons", problems)
                + member("notes", notes)
                + member("store", storeAbilities)
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
}
