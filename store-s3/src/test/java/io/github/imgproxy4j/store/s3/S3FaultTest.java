package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.store.s3.StubServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store makes of servers that misbehave. */
class S3FaultTest {
    private static final String KEY = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";
    private static final byte[] JPEG = jpeg(5000);
    private static final byte[] LARGE = jpeg(200_000);

    private StubServer server;
    private S3ImageStore store;

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

    private static S3ImageStore storeAt(URI endpoint) {
        return S3ImageStore.builder("images").endpoint(endpoint).build();
    }

    // Downloads

    @Test
    void smallObjectCutShortIsAFailureBeforeAnythingIsAnswered() {
        server.answers(Answer.cutShort(Arrays.copyOf(JPEG, 4999), JPEG.length));

        assertThatThrownBy(() -> store.get(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not be read to its end");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 199_999})
    void largeObjectCutShortNeverLooksWhole(int sent) throws IOException {
        server.answers(Answer.cutShort(Arrays.copyOf(LARGE, sent), LARGE.length));

        try (StoredImage image = store.get(KEY)) {
            assertThat(image.metadata().length()).isEqualTo(LARGE.length);
            assertThatThrownBy(() -> image.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void brokenDownloadGoesOnWhereItStopped() throws IOException {
        server.answers(Answer.cutShort(Arrays.copyOf(LARGE, 70_000), LARGE.length), Answer.object(LARGE, 70_000));

        try (StoredImage image = store.get(KEY)) {
            assertThat(image.body().readAllBytes()).isEqualTo(LARGE);
        }

        StubServer.Asked rest = server.asked().get(1);
        assertThat(rest.header("Range")).isEqualTo("bytes=70000-");
        assertThat(rest.header("If-Match")).isEqualTo("\"object-1\"");
    }

    @Test
    void brokenDownloadOfAnObjectThatHasChangedIsAFailure() throws IOException {
        server.answers(
                Answer.cutShort(Arrays.copyOf(LARGE, 70_000), LARGE.length), Answer.error(412, "PreconditionFailed"));

        try (StoredImage image = store.get(KEY)) {
            assertThatThrownBy(() -> image.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void serverThatKnowsNoRangesCannotMakeTheImageBeginAnew() throws IOException {
        server.answers(Answer.cutShort(Arrays.copyOf(LARGE, 70_000), LARGE.length), Answer.object(LARGE, 0));

        try (StoredImage image = store.get(KEY)) {
            assertThatThrownBy(() -> image.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void readerThatLeavesEarlyDoesNotWaitForTheRest() {
        server.answers(Answer.cutShort(Arrays.copyOf(LARGE, 4000), 1_000_000_000));

        assertTimeout(Duration.ofSeconds(5), () -> store.get(KEY).close());
    }

    @Test
    void forbiddenObjectIsAbsentWhereTheSettingSaysSo() throws IOException {
        server.answers(Answer.error(403, "AccessDenied"));
        try (S3ImageStore unlisted = S3ImageStore.builder("images")
                .endpoint(server.endpoint())
                .forbiddenIsMiss(true)
                .build()) {
            assertThat(unlisted.get(KEY)).isNull();
            unlisted.checkReady();
        }

        assertThatThrownBy(() -> store.get(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("allow s3:GetObject, and s3:ListBucket so that absent objects show");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "RequestTimeTooSkewed"})
    void wrongKeyAndWrongClockAreNeverAMiss(String code) {
        server.answers(Answer.error(403, code));
        S3ImageStore unlisted = S3ImageStore.builder("images")
                .endpoint(server.endpoint())
                .forbiddenIsMiss(true)
                .build();

        assertThatThrownBy(() -> unlisted.get(KEY)).isInstanceOf(IOException.class);
        assertThatThrownBy(unlisted::checkReady).isInstanceOf(IOException.class);
    }

    @Test
    void absentObjectIsNoFailure() throws IOException {
        server.answers(Answer.error(404, "NoSuchKey"));

        assertThat(store.get(KEY)).isNull();
        assertThat(store.delete(KEY)).isFalse();
    }

    // Uploads

    @Test
    void uploadIsConditional() throws IOException {
        server.answers(Answer.ok());

        assertThat(store.put(KEY, metadata(3), ImageBody.of(new byte[3]))).isTrue();

        assertThat(server.asked()).hasSize(1);
        assertThat(server.asked().get(0).header("If-None-Match")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-sdk-checksum-algorithm", "x-amz-trailer", "x-amz-checksum-crc32"})
    void otherServersThanAwsGetNoHeadersThatSomeRefuse(String header) throws IOException {
        server.answers(Answer.ok());

        store.put(KEY, metadata(3), ImageBody.of(new byte[3]));

        assertThat(server.asked().get(0).header(header)).isNull();
    }

    @Test
    void objectThatIsThereAlreadyIsNoFailure() throws IOException {
        server.answers(Answer.error(412, "PreconditionFailed"));

        assertThat(store.put(KEY, metadata(3), ImageBody.of(new byte[3]))).isFalse();
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void conflictWithAnotherWriterIsTriedAgain() throws IOException {
        server.answers(Answer.error(409, "ConditionalRequestConflict"), Answer.error(412, "PreconditionFailed"));

        assertThat(store.put(KEY, metadata(3), ImageBody.of(new byte[3]))).isFalse();
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void conflictWithoutEndIsAFailure() {
        server.answers(Answer.error(409, "ConditionalRequestConflict"));

        assertThatThrownBy(() -> store.put(KEY, metadata(3), ImageBody.of(new byte[3])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("409 ConditionalRequestConflict");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void busyServerIsAskedAgainWithTheWholeBody() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        server.answers(Answer.error(503, "SlowDown"), Answer.ok());

        assertThat(store.put(KEY, metadata(JPEG.length), counted(opened))).isTrue();

        assertThat(server.asked()).hasSize(2);
        assertThat(opened).hasValue(2);
        assertThat(server.asked()).extracting(StubServer.Asked::body).allMatch(body -> body.length() >= JPEG.length);
    }

    @Test
    void bodyThatCannotBeOpenedIsAFailure() {
        server.answers(Answer.ok());
        ImageBody gone = new ImageBody() {
            @Override
            public long length() {
                return 3;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("the temporary file is gone");
            }
        };

        assertThatThrownBy(() -> store.put(KEY, metadata(3), gone))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the body cannot be read: the temporary file is gone");
    }

    @Test
    void bodyThatBreaksIsNotReadAgain() {
        AtomicInteger opened = new AtomicInteger();
        server.answers(Answer.ok());
        ImageBody broken = new ImageBody() {
            @Override
            public long length() {
                return 100_000;
            }

            @Override
            public InputStream open() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(JPEG);
            }
        };

        assertThatThrownBy(() -> store.put(KEY, metadata(100_000), broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the body cannot be read: the bytes end after 5000 of 100000");
        assertThat(opened).hasValue(1);
    }

    // Clearing

    @Test
    void clearingGoesThroughAllPages() throws IOException {
        server.answers(
                Answer.xml("<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t"
                        + "</NextContinuationToken><Contents><Key>" + KEY + "</Key></Contents></ListBucketResult>"),
                Answer.xml("<DeleteResult/>"),
                Answer.xml("<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>" + KEY.replace('d', 'e')
                        + "</Key></Contents></ListBucketResult>"),
                Answer.xml("<DeleteResult/>"));

        store.clear();

        assertThat(server.asked()).extracting(StubServer.Asked::method).containsExactly("GET", "POST", "GET", "POST");
        assertThat(server.asked().get(1).header("Content-MD5")).isNotNull();
    }

    @Test
    void objectsThatStayMakeClearingFail() {
        server.answers(
                Answer.xml("<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>" + KEY
                        + "</Key></Contents></ListBucketResult>"),
                Answer.xml(
                        "<DeleteResult><Error><Key>" + KEY + "</Key><Code>AccessDenied</Code></Error></DeleteResult>"));

        assertThatThrownBy(store::clear)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 objects stay, the first of them for AccessDenied; allow s3:DeleteObject");
    }

    // Messages

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|AccessDenied|access denied (403); allow s3:GetObject",
                "403|InvalidAccessKeyId|the server does not know the access key; correct AWS_ACCESS_KEY_ID",
                "403|SignatureDoesNotMatch|the secret key does not belong to the access key; correct AWS_SECRET",
                "400|AuthorizationHeaderMalformed|not in the region eu-central-1 (from the stub); correct imgproxy.s3-r",
                "400|InvalidBucketName|takes no bucket of that name; correct imgproxy.s3-bucket",
                "400|InvalidArgument|the server answered 400 InvalidArgument (from the stub)",
                "403|RequestTimeTooSkewed|the clock of this machine",
                "400|ExpiredToken|the AWS session has expired",
                "404|NoSuchBucket|there is no such bucket; create it, or correct imgproxy.s3-bucket",
                "301|PermanentRedirect|is not in the region eu-central-1; correct imgproxy.s3-region",
                "501|NotImplemented|does not support this request (501 NotImplemented)",
                "503|SlowDown|too busy (503 SlowDown)"
            })
    void failureSaysWhatToChange(int status, String code, String said) {
        server.answers(Answer.error(status, code));
        S3ImageStore regional = S3ImageStore.builder("images")
                .endpoint(server.endpoint())
                .region("eu-central-1")
                .build();

        assertThatThrownBy(() -> regional.get(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(said)
                .as("whoever logs it names the store")
                .hasMessageNotContaining(server.endpoint().toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void unreachableServerIsAClearFailureSoon() throws IOException {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        S3ImageStore unreachable = storeAt(nobody);

        assertTimeout(Duration.ofSeconds(10), () -> {
            for (Call call : calls(unreachable)) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("the server cannot be reached")
                        .hasMessageContaining("check imgproxy.s3-endpoint");
            }
        });
    }

    @Test
    void plainServerBehindHttpsIsAClearFailure() {
        String plain = S3Server.running().endpoint().toString();
        S3ImageStore secured = storeAt(URI.create(plain.replace("http:", "https:")));

        assertThatThrownBy(() -> secured.get(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TLS failed")
                .hasMessageContaining("http and https in imgproxy.s3-endpoint");
    }

    @Test
    void unknownHostIsAClearFailure() {
        S3ImageStore lost = storeAt(URI.create("http://nobody.s3.example.test"));

        assertThatThrownBy(() -> lost.get(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the host name is unknown; correct imgproxy.s3-endpoint");
    }

    @Test
    void readinessSaysThatTheBucketMayNotBeRead() {
        server.answers(Answer.error(403, "AccessDenied"));

        assertThatThrownBy(store::checkReady)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("access denied (403); allow s3:ListBucket");
    }

    @Test
    void otherRegionIsNamedWhereTheServerTellsIt() {
        server.answers(Answer.status(301, "x-amz-bucket-region", "eu-west-3"));

        assertThatThrownBy(() -> store.get(KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the bucket is not in the region auto but in eu-west-3");
    }

    @Test
    void serverOfAnotherKindIsNotReady() {
        server.answers(exchange -> {
            byte[] page = "<html>not here</html>".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(404, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });

        assertThatThrownBy(store::checkReady).isInstanceOf(IOException.class).hasMessageContaining("imgproxy.s3-");
    }

    private interface Call {
        void run() throws IOException;
    }

    private static Call[] calls(S3ImageStore store) {
        return new Call[] {
            () -> store.get(KEY),
            () -> store.put(KEY, metadata(3), ImageBody.of(new byte[3])),
            () -> store.delete(KEY),
            store::clear,
            store::checkReady
        };
    }

    private static ImageBody counted(AtomicInteger opened) {
        return new ImageBody() {
            @Override
            public long length() {
                return JPEG.length;
            }

            @Override
            public InputStream open() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(JPEG);
            }
        };
    }

    private static byte[] jpeg(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return bytes;
    }

    private static ImageMetadata metadata(int length) {
        return new ImageMetadata(
                "image/jpeg", length, "\"e\"", Instant.ofEpochSecond(1_700_000_000), "no-cache", null, null);
    }
}
