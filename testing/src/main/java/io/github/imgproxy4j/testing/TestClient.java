package io.github.imgproxy4j.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An HTTP/1.1 client of one server; it follows no redirect and waits a minute at most. */
public final class TestClient {
    private final URI server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A client of the server at this URL, which paths are appended to. */
    public TestClient(URI server) {
        this.server = server;
    }

    /** Gets a whole response; headers are names and values by turns. */
    public ReceivedResponse get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    /** Sends a request without a body. */
    public ReceivedResponse send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        return new ReceivedResponse(
                client.send(request(url(path), method, headers), HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** Gets a whole response, which need not have come yet. */
    public CompletableFuture<ReceivedResponse> getAsync(String path, String... headers) {
        return client.sendAsync(request(url(path), "GET", headers), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(ReceivedResponse::new);
    }

    /** Gets status and headers, and the body as it arrives. */
    public HttpResponse<InputStream> open(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(url(path), "GET", headers), HttpResponse.BodyHandlers.ofInputStream());
    }

    private URI url(String path) {
        return URI.create(server + path);
    }

    /** A request without a body. */
    public static HttpRequest request(URI url, String method, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofMinutes(1));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }
}
