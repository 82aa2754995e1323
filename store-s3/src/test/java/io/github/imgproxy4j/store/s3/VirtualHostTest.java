package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.store.testkit.ImageStoreContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The contract with the bucket in the host name, as AWS wants it. */
class VirtualHostTest extends ImageStoreContract {
    private static final String BUCKET = "host-style-bucket";
    private static final S3Server SERVER = S3Server.withHostNames();

    @BeforeAll
    static void createBucket() {
        SERVER.newBucket(BUCKET);
    }

    @AfterAll
    static void removeBucket() {
        empty();
        SERVER.client().deleteBucket(delete -> delete.bucket(BUCKET));
    }

    @Override
    protected ImageStore emptyStore() {
        empty();
        return S3ImageStore.builder(BUCKET)
                .endpoint(SERVER.endpoint())
                .pathStyle(false)
                .build();
    }

    private static void empty() {
        SERVER.client().listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .forEach(key -> SERVER.client()
                        .deleteObject(delete -> delete.bucket(BUCKET).key(key)));
    }

    @Test
    void bucketStandsInTheHostName() throws Exception {
        try (StubServer server = new StubServer();
                S3ImageStore store = S3ImageStore.builder(BUCKET)
                        .endpoint(URI.create(
                                "http://s3.example.test:" + server.endpoint().getPort()))
                        .pathStyle(false)
                        .build()) {
            server.answers(StubServer.Answer.error(404, "NoSuchKey"));

            assertThat(store.get(KEY)).isNull();

            StubServer.Asked asked = server.asked().get(0);
            assertThat(asked.target()).startsWith("/" + KEY);
            assertThat(asked.header("Host")).startsWith(BUCKET + ".s3.example.test:");
            assertThat(asked.header("Authorization")).startsWith("AWS4-HMAC-SHA256 ");
        }
    }
}
