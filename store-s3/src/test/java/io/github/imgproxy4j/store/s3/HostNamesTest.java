package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.internal.text.HttpUrls;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of S3 servers that networks of containers and people make. */
class HostNamesTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";

    @ParameterizedTest
    @CsvSource({
        "b\u00FCcher.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
    })
    void serverOfThatNameKeepsVariants(String host, String ascii) throws Exception {
        S3Server server = S3Server.running();
        String bucket = server.newBucket();
        URI endpoint = HttpUrls.parse("http://" + host + ":" + server.endpoint().getPort());
        try (S3ImageStore store =
                S3ImageStore.builder(bucket).endpoint(endpoint).build()) {
            assertThat(store.description()).contains("http://" + ascii + ":");
            assertThat(store.put(KEY, metadata(), ImageBody.of(new byte[3]))).isTrue();
            try (StoredImage image = Objects.requireNonNull(store.get(KEY))) {
                assertThat(image.body().readAllBytes()).hasSize(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"my_minio", "minio.1"})
    void nameThatTheSdkCannotReadIsRefusedWithTheWayOut(String host) {
        assertThatThrownBy(() -> S3ImageStore.builder("bucket").endpoint(HttpUrls.parse("http://" + host + ":9000")))
                .hasMessageContaining("imgproxy.s3-endpoint [http://" + host + ":9000]")
                .hasMessageContaining("give the server an alias");
    }

    private static ImageMetadata metadata() {
        return ImageMetadata.builder("image/png", 3)
                .etag("\"e\"")
                .storedAt(Instant.now())
                .cacheControl("public")
                .build();
    }
}
