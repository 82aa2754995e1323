package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketCommandTest {
    private static final String GROUP = "0c4f2291b28b5c8a1e8b5a1c1b4f0d3e/";
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final ImageMetadata METADATA = ImageMetadata.builder("image/png", 3)
            .etag("\"e\"")
            .storedAt(Instant.EPOCH)
            .cacheControl("no-cache")
            .build();

    private final S3Server server = S3Server.running();
    private final String bucket = server.newBucket();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "S3_BUCKET",
            bucket,
            "S3_FOLDER",
            "img/",
            "S3_ENDPOINT",
            server.endpoint().toString()));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new BucketCommand(
                        Settings.read(SettingsSource.environment(environment)),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void store(String... keys) throws IOException {
        try (S3ImageStore store = S3ImageStore.builder(bucket)
                .folder("img/")
                .endpoint(server.endpoint())
                .build()) {
            for (String key : keys) {
                store.put(key, METADATA, ImageBody.of(new byte[3]));
            }
        }
    }

    private int stored() {
        return server.client()
                .listObjectsV2(list -> list.bucket(bucket))
                .contents()
                .size();
    }

    @Test
    void abilitiesArePrinted() {
        assertThat(run("abilities")).isZero();
        assertThat(printed()).contains("conditional writes: yes");
    }

    @Test
    void purgingAllNeedsTheNameOfTheBucketAgain() throws IOException {
        store(KEY);

        assertThat(run("purge-all")).isEqualTo(2);
        assertThat(run("purge-all", "--confirm", "another")).isEqualTo(2);
        assertThat(printed()).contains("this removes all variants of " + bucket + "/img/");
        assertThat(stored()).isEqualTo(1);

        assertThat(run("purge-all", "--confirm", bucket)).isZero();
        assertThat(stored()).isZero();
    }

    @Test
    void keysAndGroupsArePurged() throws IOException {
        store(KEY, GROUP + KEY, GROUP + KEY.replace('d', 'e'));

        assertThat(run("purge", KEY, GROUP)).isZero();

        assertThat(printed()).contains(KEY + ": 1 removed", GROUP + ": 2 removed");
        assertThat(stored()).isZero();
    }

    @Test
    void checkPrintsWhatABrowserGets() {
        environment.put("IMGPROXY4J_CACHE_URL", server.endpoint() + "/" + bucket + "/img");

        assertThat(run("check")).as("the bucket is private").isEqualTo(1);
        assertThat(printed()).contains("CHANGE a stored image: 403");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(run("check")).isEqualTo(2);
        assertThat(run("expire-after", "soon")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        environment.remove("S3_BUCKET");
        assertThat(run("check")).isEqualTo(2);
        assertThat(printed())
                .contains("set IMGPROXY4J_CACHE_URL")
                .contains("must be a number of days from 1 to 99999")
                .contains("usage: ")
                .contains("set S3_BUCKET");
    }

    @Test
    void failureIsOneLine() {
        environment.put("S3_BUCKET", "no-such-bucket");

        assertThat(run("abilities")).isEqualTo(1);
        assertThat(printed()).contains("correct imgproxy.s3-bucket").doesNotContain("\tat ");
    }
}
