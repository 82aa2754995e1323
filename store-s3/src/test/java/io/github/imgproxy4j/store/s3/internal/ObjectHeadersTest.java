package io.github.imgproxy4j.store.s3.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

class ObjectHeadersTest {
    private static final Instant MODIFIED = Instant.ofEpochSecond(1_800_000_000);

    private static GetObjectResponse.Builder response() {
        return GetObjectResponse.builder()
                .contentType("image/webp")
                .contentLength(10L)
                .lastModified(MODIFIED)
                .eTag("\"md5\"");
    }

    @Test
    void namesComeBackInAnyCase() {
        ImageMetadata metadata = ObjectHeaders.read(response()
                .metadata(Map.of("Imgproxy4j-Etag", "abc", "Imgproxy4j-Path", "/w:1/a", "x", "y"))
                .build());

        assertThat(metadata.etag()).isEqualTo("\"abc\"");
        assertThat(metadata.path()).isEqualTo("/w:1/a");
    }

    @ParameterizedTest
    @CsvSource({"2023-11-14T22:13:20Z, 1700000000", "yesterday, 1800000000", "'', 1800000000"})
    void timeThatCannotBeReadIsThatOfTheObject(String created, long seconds) {
        ImageMetadata metadata = ObjectHeaders.read(response()
                .metadata(Map.of("imgproxy4j-etag", "abc", "imgproxy4j-created", created))
                .build());

        assertThat(metadata.storedAt()).isEqualTo(Instant.ofEpochSecond(seconds));
    }

    @Test
    void objectWithoutOurEntityTagIsForeign() {
        assertThat(ObjectHeaders.read(response().build())).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"'\"md5-2\"', '\"md5-2\"'", "'W/\"md5\"', '\"md5\"'", "md5, '\"md5\"'", ", '\"1800000000-10\"'"})
    void entityTagOfAForeignObjectIsStrong(String theirs, String ours) {
        ImageMetadata metadata =
                ObjectHeaders.readForeign(response().eTag(theirs).build(), "image/gif");

        assertThat(metadata.etag()).isEqualTo(ours);
    }

    @Test
    void cacheControlOfAForeignObjectIsPassedOn() {
        ImageMetadata metadata = ObjectHeaders.readForeign(
                response().cacheControl("public, max-age=60").build(), "image/gif");

        assertThat(metadata.cacheControl()).isEqualTo("public, max-age=60");
    }
}
