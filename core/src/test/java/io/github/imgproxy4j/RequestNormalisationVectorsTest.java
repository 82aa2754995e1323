package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imgproxy4j.internal.url.SourceText;
import io.github.imgproxy4j.testing.Vectors;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request target that imgproxy accepts is accepted in the same canonical form, and every other is refused. */
class RequestNormalisationVectorsTest {
    private static final Map<Integer, Verification.Outcome> OUTCOMES = Map.of(
            200, Verification.Outcome.VERIFIED,
            403, Verification.Outcome.FORBIDDEN,
            404, Verification.Outcome.MALFORMED);

    static Stream<Named<JsonNode>> vectors() {
        return Vectors.of("requestNormalisation")
                .map(vector -> Named.of(vector.get("name").asText(), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void outcomeAndCanonicalFormAgree(JsonNode vector) {
        String requestUri = vector.get("requestUri").asText();
        String prefix = vector.path("pathPrefix").asText();

        Verification verification = imgproxy(vector).verify(requestUri.substring(prefix.length()));

        assertThat(verification.outcome())
                .isEqualTo(OUTCOMES.get(vector.get("serverStatus").asInt()));
        if (verification.outcome() == Verification.Outcome.VERIFIED) {
            SignedPath signedPath = verification.signedPath();
            assertThat(signedPath.path())
                    .isEqualTo(vector.get("canonicalUnsignedPath").asText());
            assertThat(signedPath.signature())
                    .isEqualTo(vector.get("canonicalSignature").asText());
            assertThat(signedPath.text())
                    .isEqualTo(vector.get("canonicalSignedPath").asText());
            assertThat(KeyLayout.SIGNED_PATH.keyOf(signedPath, new SourceText(null, false, ":", false)))
                    .isEqualTo(vector.get("md5OfCanonicalSignedPath").asText());
        }
    }

    private static Imgproxy imgproxy(JsonNode vector) {
        Imgproxy.Builder builder = Imgproxy.builder()
                .signatureSize(vector.get("signatureSize").asInt())
                .allowUnsigned(true);
        vector.get("keyPairs")
                .forEach(pair -> builder.key(pair.get("keyHex").asText())
                        .salt(pair.get("saltHex").asText()));
        vector.get("trustedSignatures").forEach(signature -> builder.trustedSignature(signature.asText()));
        return builder.build();
    }
}
