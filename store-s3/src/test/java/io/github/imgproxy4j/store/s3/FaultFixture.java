package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A store whose server gives the answers of a test. */
abstract class FaultFixture {
    static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";

    static final byte[] JPEG = jpeg(5000);

    StubServer server;

    S3ImageStore store;

    @BeforeAll
    static void credentials() {
        S3Server.setCredentials();
    }

    @BeforeEach
    void start() throws IOException {
        server = new StubServer();
        store = storeAt(server.endpoint());
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    static S3ImageStore storeAt(URI endpoint) {
        return S3ImageStore.builder("images").endpoint(endpoint).build();
    }

    static byte[] jpeg(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return bytes;
    }

    static ImageMetadata metadata(int length) {
        return ImageMetadata.builder("image/jpeg", length)
                .etag("\"e\"")
                .storedAt(Instant.ofEpochSecond(1_700_000_000))
                .cacheControl("no-cache")
                .build();
    }
}
