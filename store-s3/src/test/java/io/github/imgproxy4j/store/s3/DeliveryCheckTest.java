package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.store.s3.BucketSetup.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** What a browser gets, from a real server. */
class DeliveryCheckTest {
    private final S3Server server = S3Server.running();
    private final String bucket = server.newBucket();

    private S3StoreBuilder store() {
        return S3ImageStore.builder(bucket).folder("variants/").endpoint(server.endpoint());
    }

    private URI url() {
        return URI.create(server.endpoint() + "/" + bucket + "/variants");
    }

    private static List<Finding> check(S3StoreBuilder store, URI url) throws IOException {
        try (BucketSetup setup = BucketSetup.of(store)) {
            return setup.check(url);
        }
    }

    @Test
    void publicObjectsAreWellServed() throws IOException {
        // Without it an anonymous client may not learn that an object is absent, as on AWS.
        server.client().putBucketAcl(acl -> acl.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));

        List<Finding> findings = check(store().acl("public-read"), url());

        assertThat(findings)
                .extracting(Finding::toString)
                .contains(
                        "ok     a stored image: 200",
                        "ok     Content-Type: image/gif",
                        "ok     Cache-Control: public, max-age=31536000, immutable",
                        "ok     its Cache-Control: none",
                        "ok     the same image once it is stored: 200, so the miss is not cached");
        assertThat(server.client().listObjectsV2(list -> list.bucket(bucket)).contents())
                .as("what the check leaves behind")
                .isEmpty();
    }

    @Test
    void privateObjectsAreFoundOut() throws IOException {
        assertThat(check(store(), url()))
                .filteredOn(finding -> !finding.good())
                .extracting(Finding::text)
                .anyMatch(text -> text.startsWith("a stored image: 403; make the folder publicly readable"));
    }

    @Test
    void cdnThatKeepsTheMissIsFoundOut() throws Exception {
        try (Cdn cdn = new Cdn(url())) {
            assertThat(check(store().acl("public-read"), cdn.url()))
                    .filteredOn(finding -> !finding.good())
                    .extracting(Finding::text)
                    .anyMatch(text ->
                            text.contains("the CDN caches the miss: set the lifetime of its error responses to 0"));
        }
    }

    @Test
    void folderThatBrowsersDoNotAskForIsFoundOut() throws IOException {
        assertThat(check(store().folder("variants").acl("public-read"), url()))
                .filteredOn(finding -> !finding.good())
                .extracting(Finding::text)
                .anyMatch(text -> text.startsWith("objects are named variantsKEY, but browsers request " + url()));
    }

    @Test
    void addressWithoutAServerIsAClearFailure() {
        assertThatThrownBy(() -> check(store(), URI.create("http://nobody.s3.example.test/images")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://nobody.s3.example.test/images/ cannot be reached");
    }

    /** Passes everything on, and remembers what was not there. */
    private static final class Cdn implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final Set<String> misses = ConcurrentHashMap.newKeySet();
        private final HttpServer server;

        Cdn(URI origin) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getRawPath();
                try (exchange) {
                    HttpResponse<byte[]> answer = client.send(
                            HttpRequest.newBuilder(URI.create(origin + path)).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    boolean missed = misses.contains(path);
                    if (answer.statusCode() != 200) {
                        misses.add(path);
                    }
                    exchange.getResponseHeaders().set("Content-Type", "image/gif");
                    exchange.sendResponseHeaders(missed ? 404 : answer.statusCode() == 200 ? 200 : 404, -1);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
