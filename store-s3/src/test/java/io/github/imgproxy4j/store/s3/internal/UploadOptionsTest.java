package io.github.imgproxy4j.store.s3.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.store.s3.S3ImageStore;
import io.github.imgproxy4j.store.s3.S3Server;
import io.github.imgproxy4j.store.s3.S3StoreBuilder;
import io.github.imgproxy4j.store.s3.StubServer;
import io.github.imgproxy4j.store.s3.StubServer.Answer;
import io.github.imgproxy4j.store.s3.settings.SvgDelivery;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire with an upload, and what the store makes of a server that does not like it. */
class UploadOptionsTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private StubServer server;

    @BeforeEach
    void start() throws IOException {
        S3Server.setCredentials();
        server = new StubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private S3StoreBuilder store() {
        return S3ImageStore.builder("images").endpoint(server.endpoint());
    }

    private boolean put(S3StoreBuilder builder, ImageMetadata metadata) throws IOException {
        try (S3ImageStore store = builder.build()) {
            return store.put(KEY, metadata, ImageBody.of(new byte[3]));
        }
    }

    private StubServer.Asked putThen(S3StoreBuilder builder, ImageMetadata metadata) throws IOException {
        server.answers(Answer.ok());
        put(builder, metadata);
        return server.asked().get(server.asked().size() - 1);
    }

    // Headers

    @Test
    void nothingOptionalIsSentUnlessItIsConfigured() throws IOException {
        assertThat(putThen(store(), metadata("image/png", IMMUTABLE, null)).headers().keySet().stream()
                        .map(String::toLowerCase)
                        .filter(name -> name.startsWith("x-amz-")))
                .containsExactlyInAnyOrder(
                        "x-amz-content-sha256",
                        "x-amz-date",
                        "x-amz-decoded-content-length",
                        "x-amz-meta-imgproxy4j-created",
                        "x-amz-meta-imgproxy4j-etag");
    }

    @Test
    void storageClassEncryptionAclAndTagsAreHeaders() throws IOException {
        StubServer.Asked asked = putThen(
                store().storageClass("STANDARD_IA")
                        .encryption("aws:kms")
                        .kmsKey("arn:aws:kms:eu-central-1:1:key/2")
                        .acl("public-read")
                        .tags(Map.of("cache", "images + more")),
                metadata("image/png", IMMUTABLE, null));

        assertThat(asked.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
        assertThat(asked.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
        assertThat(asked.header("x-amz-server-side-encryption-aws-kms-key-id"))
                .isEqualTo("arn:aws:kms:eu-central-1:1:key/2");
        assertThat(asked.header("x-amz-acl")).isEqualTo("public-read");
        assertThat(asked.header("x-amz-tagging")).isEqualTo("cache=images%20%2B%20more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                IMMUTABLE + "|" + "public, max-age=60",
                "public, max-age=30|public, max-age=30",
                "no-cache|no-cache",
            })
    void cacheControlOfTheBucketReplacesOnlyForEver(String ofVariant, String ofObject) throws IOException {
        StubServer.Asked asked =
                putThen(store().cacheControl("public, max-age=60"), metadata("image/png", ofVariant, null));

        assertThat(asked.header("Cache-Control")).isEqualTo(ofObject);
    }

    // SVG

    @Test
    void svgIsNotStoredUnlessASettingSaysSo() throws IOException {
        assertThat(put(store(), metadata("image/svg+xml; charset=utf-8", IMMUTABLE, null)))
                .isFalse();
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ATTACHMENT, inline; filename=\"a.svg\", attachment; filename=\"a.svg\"",
                "ATTACHMENT, -, attachment",
                "INLINE, inline; filename=\"a.svg\", inline; filename=\"a.svg\"",
                "INLINE, -, -"
            })
    void svgIsStoredAsDecided(SvgDelivery delivery, String before, String sent) throws IOException {
        StubServer.Asked asked = putThen(store().svg(delivery), metadata("image/svg+xml", IMMUTABLE, before));

        assertThat(asked.header("Content-Disposition")).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"inline; filename=\"a.svg\"", "attachment", "-"})
    void whatBrowsersGetDifferentlyComesBackAsItWas(String disposition) throws IOException {
        S3Server real = S3Server.running();
        ImageMetadata metadata = metadata("image/svg+xml", IMMUTABLE, disposition);
        try (S3ImageStore store = S3ImageStore.builder(real.newBucket())
                .endpoint(real.endpoint())
                .svg(SvgDelivery.ATTACHMENT)
                .cacheControl("public, max-age=60")
                .build()) {
            store.put(KEY, metadata, ImageBody.of(new byte[3]));

            try (StoredImage image = store.get(KEY)) {
                assertThat(image.metadata()).isEqualTo(metadata);
            }
        }
    }

    // Servers that refuse

    @ParameterizedTest
    @ValueSource(ints = {501, 400})
    void refusedConditionIsReplacedByALook(int status) throws IOException {
        server.answers(
                Answer.error(status, "NotImplemented", "A header you provided (If-None-Match) is not implemented"),
                Answer.error(404, "NotFound"),
                Answer.ok(),
                Answer.ok("x-amz-meta-x", "y"));
        try (S3ImageStore store = store().build()) {
            assertThat(store.put(KEY, metadata("image/png", IMMUTABLE, null), ImageBody.of(new byte[3])))
                    .isTrue();
            assertThat(store.put(KEY, metadata("image/png", IMMUTABLE, null), ImageBody.of(new byte[3])))
                    .as("now that it is there")
                    .isFalse();
            assertThat(store.abilities()).containsExactly("conditional writes: no (" + status + " NotImplemented)");
        }

        assertThat(server.asked()).extracting(StubServer.Asked::method).containsExactly("PUT", "HEAD", "PUT", "HEAD");
        assertThat(server.asked().get(2).header("If-None-Match")).isNull();
    }

    @Test
    void refusedTagsAreLeftOut() throws IOException {
        server.answers(Answer.error(501, "NotImplemented"), Answer.ok());

        assertThat(put(store().tags(Map.of("a", "b")), metadata("image/png", IMMUTABLE, null)))
                .isTrue();

        assertThat(server.asked()).hasSize(2);
        assertThat(server.asked().get(0).header("x-amz-tagging")).isEqualTo("a=b");
        assertThat(server.asked().get(1).header("x-amz-tagging")).isNull();
        assertThat(server.asked().get(1).header("If-None-Match")).isEqualTo("*");
    }

    @Test
    void serverThatRefusesEverythingIsAFailure() {
        server.answers(
                Answer.error(501, "NotImplemented"), // With everything.
                Answer.error(404, "NotFound"), // A look.
                Answer.error(501, "NotImplemented")); // Without the condition.

        assertThatThrownBy(() -> put(store().encryption("AES256"), metadata("image/png", IMMUTABLE, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("501 NotImplemented");
    }

    // Unknown outcome

    @Test
    void uploadWhoseAnswerWasLostIsLookedFor() throws IOException {
        server.answers(Answer.nothing(), Answer.nothing(), exchange -> {
            exchange.getResponseHeaders().set("x-amz-meta-imgproxy4j-etag", "e");
            exchange.getResponseHeaders().set("Content-Length", "3");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        assertThat(put(store(), metadata("image/png", IMMUTABLE, null))).isTrue();
        assertThat(server.asked()).extracting(StubServer.Asked::method).containsExactly("PUT", "PUT", "HEAD");
    }

    @ParameterizedTest
    @CsvSource({"other, 3", "e, 4"})
    void uploadWhoseAnswerWasLostIsAFailureIfAnotherObjectIsThere(String etag, String length) {
        server.answers(Answer.nothing(), Answer.nothing(), exchange -> {
            exchange.getResponseHeaders().set("x-amz-meta-imgproxy4j-etag", etag);
            exchange.getResponseHeaders().set("Content-Length", length);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> put(store(), metadata("image/png", IMMUTABLE, null)))
                .isInstanceOf(IOException.class);
    }

    private static ImageMetadata metadata(String contentType, String cacheControl, String disposition) {
        return ImageMetadata.builder(contentType, 3)
                .etag("\"e\"")
                .storedAt(Instant.ofEpochSecond(1_700_000_000))
                .cacheControl(cacheControl)
                .contentDisposition(disposition)
                .build();
    }
}
