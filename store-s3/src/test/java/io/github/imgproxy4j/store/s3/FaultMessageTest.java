package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.store.s3.StubServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure says what is wrong and what to change. */
class FaultMessageTest extends FaultFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403|AccessDenied|access denied (403); allow s3:GetObject",
                "403|InvalidAccessKeyId|the server does not know the access key; correct AWS_ACCESS_KEY_ID",
                "403|SignatureDoesNotMatch|the secret key does not match the access key; correct AWS_SECRET",
                "400|AuthorizationHeaderMalformed|not in the region eu-central-1 (from the stub); correct imgproxy.s3-r",
                "400|InvalidBucketName|rejects the name of the bucket; correct imgproxy.s3-bucket",
                "400|InvalidArgument|the server responded with 400 InvalidArgument (from the stub)",
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
    void otherRegionIsNamedIfTheServerReportsIt() {
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
}
