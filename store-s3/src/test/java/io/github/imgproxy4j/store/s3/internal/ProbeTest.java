package io.github.imgproxy4j.store.s3.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.store.s3.S3ImageStore;
import io.github.imgproxy4j.store.s3.S3Server;
import io.github.imgproxy4j.store.s3.StubServer;
import io.github.imgproxy4j.store.s3.StubServer.Answer;
import io.github.imgproxy4j.store.s3.settings.SvgDelivery;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final ImageMetadata METADATA = ImageMetadata.builder("image/png", 3)
            .etag("\"e\"")
            .storedAt(Instant.EPOCH)
            .cacheControl("no-cache")
            .build();

    private static final UploadOptions TAGGED =
            new UploadOptions(null, null, null, null, null, Map.of("a", "b"), SvgDelivery.SKIP);

    @BeforeAll
    static void credentials() {
        S3Server.setCredentials();
    }

    private static Bucket bucket(String name, URI endpoint) {
        Duration timeout = Duration.ofSeconds(10);
        return new Bucket(
                new BucketLocation(name, "images/", endpoint, "auto"),
                new ClientOptions(true, 10, timeout, timeout, timeout));
    }

    @Test
    void probeOfARealServerReportsItsFeaturesAndLeavesNothing() throws IOException {
        S3Server server = S3Server.running();
        String name = server.newBucket();
        try (Bucket bucket = bucket(name, server.endpoint())) {
            ServerAbilities abilities = new ServerAbilities(bucket.location());

            new Probe(bucket, UploadOptions.NONE, abilities).run();

            assertThat(abilities.lines())
                    .contains("conditional writes: yes", "ranges: yes", "listing: yes", "deleting: yes")
                    .anyMatch(line -> line.startsWith("checksums: "))
                    .noneMatch(line -> line.startsWith("tags: "));
            assertThat(server.client().listObjectsV2(list -> list.bucket(name)).contents())
                    .isEmpty();
        }
    }

    @Test
    void serverThatIgnoresOrRefusesIsFoundOut() throws Exception {
        try (StubServer server = new StubServer();
                Bucket bucket = bucket("images", server.endpoint())) {
            server.answers(
                    Answer.ok(), // The object.
                    Answer.ok(), // The same again, with a condition.
                    Answer.error(501, "NotImplemented"), // With a checksum.
                    Answer.error(501, "NotImplemented"), // With tags.
                    Answer.object(new byte[10], 0), // A range.
                    Answer.error(403, "AccessDenied"), // A list.
                    Answer.error(403, "AccessDenied")); // Its removal.
            ServerAbilities abilities = new ServerAbilities(bucket.location());

            new Probe(bucket, TAGGED, abilities).run();

            assertThat(abilities.lines())
                    .containsExactly(
                            "conditional writes: no (ignored)",
                            "checksums: no (501 NotImplemented)",
                            "tags: no (501 NotImplemented)",
                            "listing: no (403 AccessDenied)",
                            "ranges: no (ignored)",
                            "deleting: no (403 AccessDenied)");
        }
    }

    @Test
    void serverThatStoresTheChecksumInTheImageIsFoundOut() throws Exception {
        try (StubServer server = new StubServer();
                Bucket bucket = bucket("images", server.endpoint())) {
            server.answers(
                    Answer.ok(),
                    Answer.error(412, "PreconditionFailed"),
                    Answer.ok(),
                    Answer.object(new byte[60], 0),
                    Answer.object(new byte[10], 1),
                    Answer.ok());
            ServerAbilities abilities = new ServerAbilities(bucket.location());

            new Probe(bucket, UploadOptions.NONE, abilities).run();

            assertThat(abilities.lines()).contains("conditional writes: yes", "checksums: no (ignored)");
            assertThat(abilities.works(Ability.CHECKSUMS)).isFalse();
        }
    }

    @Test
    void failureThatPassesSaysNothingOfTheServer() throws Exception {
        try (StubServer server = new StubServer();
                Bucket bucket = bucket("images", server.endpoint())) {
            server.answers(
                    Answer.ok(),
                    Answer.error(503, "SlowDown"),
                    Answer.error(503, "SlowDown"),
                    Answer.ok()); // The removal, whatever happened.
            ServerAbilities abilities = new ServerAbilities(bucket.location());

            assertThatThrownBy(() -> new Probe(bucket, UploadOptions.NONE, abilities).run())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the server is too busy (503 SlowDown)");
            assertThat(abilities.lines()).containsExactly("deleting: yes");
        }
    }

    @Test
    void optionsThatTheServerDoesNotTakeShowAtTheStart() throws Exception {
        UploadOptions cold =
                new UploadOptions("GLACIER_IR", null, null, "public-read", null, Map.of(), SvgDelivery.SKIP);
        try (StubServer server = new StubServer();
                Bucket bucket = bucket("images", server.endpoint())) {
            server.answers(Answer.error(400, "AccessControlListNotSupported", "The bucket does not allow ACLs"));

            assertThatThrownBy(() -> new Probe(bucket, cold, new ServerAbilities(bucket.location())).run())
                    .isInstanceOf(IOException.class)
                    .hasMessage("bucket images at " + server.endpoint()
                            + ", objects images/…: the server responded with 400"
                            + " AccessControlListNotSupported (The bucket does not allow ACLs)");
            assertThat(server.asked().get(0).header("x-amz-acl")).isEqualTo("public-read");
            assertThat(server.asked().get(0).header("x-amz-storage-class")).isEqualTo("GLACIER_IR");
        }
    }

    @Test
    void probeWaitsForAServerThatIsNotThereYet() throws Exception {
        try (StubServer server = new StubServer();
                Bucket bucket = bucket("images", server.endpoint())) {
            server.answers(Answer.error(404, "NoSuchBucket"), Answer.ok());
            ServerAbilities abilities = new ServerAbilities(bucket.location());

            try (BackgroundProbe probe =
                    new BackgroundProbe(bucket, UploadOptions.NONE, abilities, Duration.ofMillis(1))) {
                probe.start();

                Awaitility.await().until(() -> abilities.lines().contains("deleting: yes"));
            }
        }
    }

    @Test
    void whatIsFoundDecidesHowVariantsAreStored() throws Exception {
        S3Server real = S3Server.running();
        try (S3ImageStore store =
                S3ImageStore.builder(real.newBucket()).endpoint(real.endpoint()).build()) {
            store.startProbe();
            Awaitility.await().until(() -> store.abilities().contains("deleting: yes"));

            assertThat(store.put(KEY, METADATA, ImageBody.of(new byte[3]))).isTrue();
            assertThat(store.put(KEY, METADATA, ImageBody.of(new byte[3]))).isFalse();
        }
    }
}
