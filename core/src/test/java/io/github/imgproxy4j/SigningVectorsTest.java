package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imgproxy4j.internal.url.Signer;
import io.github.imgproxy4j.internal.url.SigningKey;
import io.github.imgproxy4j.internal.url.SourceText;
import io.github.imgproxy4j.testing.Vectors;
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

        String path = vector.get("path").asText();
        SignedPath signed = new SignedPath(new Signer(List.of(key), Set.of()).sign(path), path)
                .at(vector.get("kind").asText().equals("info") ? InfoBuilder.ENDPOINT : "");

        assertThat(signed.signature()).isEqualTo(vector.get("signature").asText());
        assertThat(signed.text()).isEqualTo(vector.get("signedPath").asText());
        assertThat(KeyLayout.SIGNED_PATH.keyOf(signed, new SourceText(null, false, ":", false)))
                .isEqualTo(vector.get("md5OfSignedPath").asText());
        assertThat(KeyLayout.UNSIGNED_PATH.keyOf(signed, new SourceText(null, false, ":", false)))
                .isEqualTo(vector.get("md5OfUnsignedPath").asText());
    }
}
