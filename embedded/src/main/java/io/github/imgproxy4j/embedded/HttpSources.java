package io.github.imgproxy4j.embedded;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Originals behind {@code http} and {@code https}.
 *
 * <p>Every host is checked before it is connected to, those that a redirect leads to as well. The JVM remembers a
 * look-up for longer than the moment between check and connect (security property {@code networkaddress.cache.ttl}), so
 * both see the same addresses. No proxy is used: behind one the check would mean nothing.
 */
final class HttpSources implements SourceLoader, AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String LEGAL_IN_URLS = "-._~:/?[]@!$&'()*+,;=%";

    private final AddressGuard guard;
    private final long maxBytes;
    private final int maxRedirects;
    private final Duration downloadTimeout;
    private final ExecutorService executor;
    private final HttpClient client;

    HttpSources(AddressGuard guard, long maxBytes, int maxRedirects, Duration downloadTimeout) {
        this.guard = guard;
        this.maxBytes = maxBytes;
        this.maxRedirects = maxRedirects;
        this.downloadTimeout = downloadTimeout;
        this.executor = Executors.newCachedThreadPool(HttpSources::daemon);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(downloadTimeout)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(executor)
                .build();
    }

    @Override
    public Source load(String url, Deadline deadline) throws Refusal, InterruptedException {
        Deadline download = Deadline.in(deadline.left(downloadTimeout));
        URI target = uri(url);
        for (int redirects = 0; redirects <= maxRedirects; redirects++) {
            HttpResponse<byte[]> response = send(target, download);
            deadline.check();
            if (!REDIRECTS.contains(response.statusCode())) {
                return source(response);
            }
            target = next(target, response.headers());
        }
        throw Refusal.unreachable("the source redirects more than " + maxRedirects + " times", null);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private HttpResponse<byte[]> send(URI target, Deadline download) throws Refusal, InterruptedException {
        guard.check(target.getHost());
        HttpRequest sourceRequest = HttpRequest.newBuilder(target)
                .header("User-Agent", "imgproxy4j")
                .header("Accept", "image/*,*/*;q=0.5")
                .build();
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(sourceRequest, answer -> body(answer));
        try {
            return pending.get(download.left(downloadTimeout).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw Refusal.sourceTooSlow("the source did not arrive within " + downloadTimeout);
        } catch (ExecutionException failed) {
            throw failure(failed);
        } finally {
            pending.cancel(true);
        }
    }

    /** Only the body of a full answer is worth its bytes. */
    private HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo answer) {
        return answer.statusCode() == 200
                ? new LimitedBody(maxBytes)
                : HttpResponse.BodySubscribers.replacing(new byte[0]);
    }

    private Refusal failure(ExecutionException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof LimitedBody.TooLargeException) {
                return Refusal.invalidImage("the source has more than " + maxBytes + " bytes");
            }
        }
        return Refusal.unreachable("the source cannot be fetched: " + failed.getCause(), failed);
    }

    private static Source source(HttpResponse<byte[]> response) throws Refusal {
        if (response.statusCode() != 200) {
            throw Refusal.sourceAnswered(
                    response.statusCode(), "the source's server answered " + response.statusCode());
        }
        HttpHeaders headers = response.headers();
        return new Source(
                response.body(),
                headers.firstValue("ETag").orElse(null),
                headers.firstValue("Last-Modified").orElse(null));
    }

    private static URI next(URI current, HttpHeaders headers) throws Refusal {
        String location = headers.firstValue("Location")
                .orElseThrow(() -> Refusal.unreachable("the source redirects to nowhere", null));
        try {
            return checked(current.resolve(new URI(escaped(location))));
        } catch (URISyntaxException broken) {
            throw Refusal.unreachable("the source redirects to no URL: " + broken.getReason(), broken);
        }
    }

    private static URI uri(String url) throws Refusal {
        try {
            return checked(new URI(escaped(url)));
        } catch (URISyntaxException broken) {
            throw Refusal.invalidUrl("the source is not a URL: " + broken.getReason());
        }
    }

    private static URI checked(URI target) throws Refusal, URISyntaxException {
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw Refusal.unreachable("the source leads to scheme [" + scheme + "]", null);
        }
        if (target.getHost() == null) {
            throw new URISyntaxException(target.toString(), "no host");
        }
        return target;
    }

    /** Percent-encodes what a URL must not contain, as browsers do; drops the fragment, which is never sent. */
    private static String escaped(String url) {
        int fragment = url.indexOf('#');
        StringBuilder escaped = new StringBuilder();
        for (byte part :
                url.substring(0, fragment < 0 ? url.length() : fragment).getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (part & 0xFF);
            boolean letterOrDigit = character < 128 && Character.isLetterOrDigit(character);
            if (letterOrDigit || LEGAL_IN_URLS.indexOf(character) >= 0) {
                escaped.append(character);
            } else {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", part & 0xFF));
            }
        }
        return escaped.toString();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "imgproxy4j-sources");
        thread.setDaemon(true);
        return thread;
    }
}
