package io.github.imgproxy4j.cli.doctor;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends requests as they are written, and waits a short time for the complete response. For many threads. */
public final class Http {
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final int MOST_REDIRECTS = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(Redirect.NEVER)
            .build();

    private final Duration timeout;

    /**
     * A client.
     *
     * @param timeout how long it waits for a complete response
     */
    public Http(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Asks for something.
     *
     * @param headers names and values in turn
     * @throws NoResponseException if no complete response arrives
     */
    public Response get(URI uri, String... headers) throws NoResponseException, InterruptedException {
        return send("GET", uri, new byte[0], pairs(headers));
    }

    /** Asks for something, at another place if the server says so. */
    public Response getFollowing(URI uri, String... headers) throws NoResponseException, InterruptedException {
        Response response = get(uri, headers);
        for (int i = 0; i < MOST_REDIRECTS && response.status() / 100 == 3; i++) {
            String location = response.header("Location");
            if (location.isEmpty()) {
                return response;
            }
            response = get(response.uri().resolve(location), headers);
        }
        return response;
    }

    /** Asks for the head of something. */
    public Response head(URI uri, String... headers) throws NoResponseException, InterruptedException {
        return send("HEAD", uri, new byte[0], pairs(headers));
    }

    /** Sends any request. */
    public Response send(String method, URI uri, byte[] body, Map<String, String> headers)
            throws NoResponseException, InterruptedException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(uri).timeout(timeout);
        } catch (IllegalArgumentException notHttp) {
            throw new NoResponseException(uri + " is not an http or https URL", notHttp);
        }
        request.method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Response(uri, response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException tooLate) {
            throw new NoResponseException(
                    place(uri) + " sent no complete response within " + timeout.toSeconds() + " s", tooLate);
        } catch (ExecutionException failed) {
            throw new NoResponseException(place(uri) + " " + reason(failed.getCause()), failed);
        } finally {
            future.cancel(true);
        }
    }

    /** Headers for {@link #send} from names and values in turn. */
    private static Map<String, String> pairs(String... headers) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            pairs.put(headers[i], headers[i + 1]);
        }
        return pairs;
    }

    private static String place(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return "does not respond";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "cannot be found: the host name cannot be resolved";
            }
            if (cause instanceof SSLException) {
                return "has a TLS problem: " + cause.getMessage();
            }
        }
        return failure instanceof ConnectException
                ? "refuses connections: nothing listens there"
                : "closed the connection early: " + (failure == null ? "no reason given" : failure.getMessage());
    }
}
