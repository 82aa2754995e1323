package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.store.s3.StubServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A read asks the server by one request of the store's own, and the SDK where that fails. */
class DirectReadTest extends FaultFixture {
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void release() {
        over.countDown();
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'', variants/", "/s3, variants/small/", "'', a!b*c(d)e/", "/s3/, x"})
    void readAsksForTheSameUrlAsTheSdk(String path, String folder) throws IOException {
        server.answers(Answer.object(JPEG, 0));
        try (S3ImageStore there = S3ImageStore.builder("images")
                .endpoint(URI.create(server.endpoint() + path))
                .folder(folder)
                .build()) {
            there.get(KEY).close();
            there.delete(KEY);
        }

        assertThat(server.asked().get(0).header("User-Agent")).isEqualTo("imgproxy4j");
        assertThat(server.asked().get(1).method()).isEqualTo("HEAD");
        assertThat(server.asked().get(0).target())
                .isEqualTo(server.asked().get(1).target());
    }

    @Test
    void signatureHoldsForEveryCharacterOfAFolder() throws IOException {
        S3Server s3 = S3Server.running();
        try (S3ImageStore there = S3ImageStore.builder(s3.newBucket())
                .endpoint(s3.endpoint())
                .folder("a!b*c'(d)_.-/")
                .build()) {
            there.put(KEY, metadata(JPEG.length), ImageBody.of(JPEG));

            try (StoredImage image = there.get(KEY)) {
                assertThat(image.body().readAllBytes()).isEqualTo(JPEG);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429})
    void passingTroubleIsRepeatedByTheSdk(int status) throws IOException {
        server.answers(Answer.error(status, "SlowDown"), Answer.object(JPEG, 0));

        try (StoredImage image = store.get(KEY)) {
            assertThat(image.body().readAllBytes()).isEqualTo(JPEG);
        }

        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void connectionThatWasClosedIsRepeatedByTheSdk() throws IOException {
        server.answers(Answer.nothing(), Answer.object(JPEG, 0));

        try (StoredImage image = store.get(KEY)) {
            assertThat(image.body().readAllBytes()).isEqualTo(JPEG);
        }
    }

    /** The SDK takes the server's time for its own from then on. */
    @Test
    void wrongClockIsCorrectedByTheSdk() throws IOException {
        server.answers(
                Answer.error(403, "RequestTimeTooSkewed"),
                Answer.error(403, "RequestTimeTooSkewed"),
                Answer.object(JPEG, 0));

        try (StoredImage image = store.get(KEY)) {
            assertThat(image.body().readAllBytes()).isEqualTo(JPEG);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, NoSuchKey", "404, ''", "403, AccessDenied"})
    void absentObjectIsAskedForOnce(int status, String code) throws IOException {
        server.answers(Answer.error(status, code));
        try (S3ImageStore unlisted = S3ImageStore.builder("images")
                .endpoint(server.endpoint())
                .forbiddenIsMiss(true)
                .build()) {
            assertThat(unlisted.get(KEY)).isNull();
        }

        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void serverThatIsSilentIsGivenUpInTime() throws IOException {
        server.answers(exchange -> await());
        try (S3ImageStore impatient = S3ImageStore.builder("images")
                .endpoint(server.endpoint())
                .readTimeout(Duration.ofMillis(300))
                .build()) {
            assertTimeout(
                    Duration.ofSeconds(8),
                    () -> assertThatThrownBy(() -> impatient.get(KEY))
                            .isInstanceOf(IOException.class)
                            .hasMessage("the server is too slow"));
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
