package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imgproxy4j.testing.Vectors;
import io.github.imgproxy4j.url.KeyLayout;
import io.github.imgproxy4j.url.SignedPath;
import io.github.imgproxy4j.url.Signer;
import io.github.imgproxy4j.url.SigningKey;
import io.github.imgproxy4j.url.SourceText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signing vector gives its signature and its MD5 keys. */
class SigningVectorsTest {
    static Stream<Named<JsonNode>> vectors() {
        return Vectors.of("signing").map(vector -> Named.of(vector.get("name").asText(), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signatureAndKeyAgree(JsonNode vector) {
        SigningKey key = SigningKey.ofHex(
                vector.get("keyHex").asText(),
                vector.get("saltHex").asText(),
                vector.get("signatureSize").asInt());

        SignedPath signed = new Signer(List.of(key), Set.of())
                .sign(vector.get("path").asText())
                .at(vector.get("kind").asText().equals("info") ? InfoBuilder.ENDPOINT : "");

        assertThat(signed.signature()).isEqualTo(vector.get("signature").asText());
        assertThat(signed.text()).isEqualTo(vector.get("signedPath").asText());
        assertThat(KeyLayout.SIGNED_PATH.keyOf(signed, new SourceText(null, false, ":", false)))
                .isEqualTo(vector.get("md5OfSignedPath").asText());
        assertThat(KeyLayout.UNSIGNED_PATH.keyOf(signed, new SourceText(null, false, ":", false)))
                .isEqualTo(vector.get("md5OfUnsignedPath").asText());
    }
}
