package io.github.imgproxy4j.cli.warm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Asks for variants, each until it is whole, and leaves servers alone that have no room. Thread-safe. */
final class ProxyClient {
    /** RFC 9218, section 4.1: no visitor waits for it. */
    static final String[] IN_BACKGROUND = {"Priority", "u=7"};

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    /** Waiting for a turn, and the longest times that imgproxy and a body may take. */
    private static final Duration TO_ANSWER = Duration.ofMinutes(2);

    /** A server that has no room that often in a row, each time after the pause that it asked for, is no use. */
    private static final int MOST_BUSY = 20;

    private static final int MOST_BROKEN = 3;

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(Redirect.NEVER)
            .build();

    private final Pacer pacer;
    private final String accept;
    private final AtomicInteger busyInARow = new AtomicInteger();

    /**
     * A client.
     *
     * @param accept the formats that browsers ask for
     */
    ProxyClient(Pacer pacer, String accept) {
        this.pacer = pacer;
        this.accept = accept;
    }

    /** Has a variant made, unless it is stored. */
    Result ask(Variant variant) throws InterruptedException {
        if (variant.cached() != null && isThere(variant.cached())) {
            return new Result(variant, Outcome.STORED, "", Duration.ZERO);
        }
        String problem = "";
        for (int broken = 0; broken < MOST_BROKEN; broken++) {
            try {
                long started = System.nanoTime();
                HttpResponse<Void> response = send("GET", variant.proxy());
                return result(variant, response, Duration.ofNanos(System.nanoTime() - started));
            } catch (IOException failure) {
                problem = String.valueOf(failure.getMessage());
                pacer.pause(RetryAfter.pause("", broken, Instant.now()));
            }
        }
        return new Result(variant, Outcome.FAILED, problem, Duration.ZERO);
    }

    /** What cannot be found out is asked of the proxy, which knows. */
    private boolean isThere(URI cached) throws InterruptedException {
        try {
            return send("HEAD", cached).statusCode() == 200;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static Result result(Variant variant, HttpResponse<Void> response, Duration taken) {
        int status = response.statusCode();
        if (status / 100 == 3 && status != 304) {
            return new Result(variant, Outcome.STORED, "", taken);
        }
        String type = response.headers().firstValue("Content-Type").orElse("none");
        if (status != 200) {
            return new Result(variant, Outcome.FAILED, Integer.toString(status), taken);
        }
        if (!type.startsWith("image/")) {
            return new Result(variant, Outcome.FAILED, "200 with Content-Type " + type, taken);
        }
        return new Result(variant, outcome(ownStatus(response)), "", taken);
    }

    /** Other caches say nothing that can be relied on. */
    private static Outcome outcome(@Nullable String ownStatus) {
        if (ownStatus == null || ownStatus.contains("stored")) {
            return Outcome.MADE;
        }
        return ownStatus.contains("hit") ? Outcome.STORED : Outcome.UNKEPT;
    }

    /** What our proxy says of itself (RFC 9211); null if it is another one. */
    private static @Nullable String ownStatus(HttpResponse<Void> response) {
        return response.headers().allValues("Cache-Status").stream()
                .filter(value -> value.startsWith("imgproxy4j;"))
                .findFirst()
                .orElse(null);
    }

    /** Sends a request again as long as there is no room for it. */
    private HttpResponse<Void> send(String method, URI url) throws IOException, InterruptedException {
        for (int busy = 0; ; busy++) {
            pacer.await();
            HttpResponse<Void> response = exchange(request(method, url));
            boolean hasNoRoom = response.statusCode() == 429 || response.statusCode() == 503;
            if (!hasNoRoom) {
                busyInARow.set(0);
                return response;
            }
            if (busy == MOST_BUSY) {
                return response;
            }
            String retryAfter = response.headers().firstValue("Retry-After").orElse("");
            pacer.pause(RetryAfter.pause(retryAfter, busyInARow.getAndIncrement(), Instant.now()));
        }
    }

    private HttpRequest request(String method, URI url) {
        return HttpRequest.newBuilder(url)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Accept", accept)
                .headers(IN_BACKGROUND)
                .build();
    }

    /** Reads to the end, because only that tells a whole image from one that is cut off. */
    private HttpResponse<Void> exchange(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> response = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return response.get(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLate) {
            throw new IOException("no whole answer within " + TO_ANSWER.toSeconds() + " s", tooLate);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ConnectException
                    ? new IOException("nothing listens there", failed)
                    : new IOException("broken off: " + failed.getCause(), failed);
        } finally {
            response.cancel(true);
        }
    }

    /**
     * What became of a variant.
     *
     * @param reason why it failed; otherwise empty
     * @param taken from the request to the last byte
     */
    record Result(Variant variant, Outcome outcome, String reason, Duration taken) {}
}
