package io.github.imgproxy4j.benchmarks.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** An S3 server in memory that asks for no signature, with one bucket. */
public final class S3Server {
    /** The bucket. */
    public static final String BUCKET = "variants";

    private S3Server() {}

    /** Starts and says {@code port=N}. */
    public static void main(String... arguments) throws Exception {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(BlobStores.create("transient-nio2", new Properties()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.NONE, "", "")
                .build();
        proxy.start();
        HttpRequest create = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.getPort() + "/" + BUCKET))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(create, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException("creating the bucket was answered " + status);
        }
        Child.serve(proxy.getPort(), line -> "");
    }
}
