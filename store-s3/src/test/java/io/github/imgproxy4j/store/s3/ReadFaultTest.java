package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.imgproxy4j.filter.store.StoredImage;
import io.github.imgproxy4j.store.s3.StubServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a server that misbehaves. */
class ReadFaultTest extends FaultFixture {
    private static final byte[] LARGE = jpeg(200_000);

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
}
