package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imgproxy4j.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every path of the processing endpoint with the default separator is built to the letter. */
class BuilderVectorsTest {
    static Stream<Named<JsonNode>> vectors() {
        return Vectors.of("builder")
                .filter(vector -> vector.get("endpoint").asText().equals("processing"))
                .filter(vector -> !vector.hasNonNull("ivHex")) // A fixed vector is never made; see SourcesTest.
                .filter(vector -> !vector.has("argumentsSeparator")
                        && !vector.path("onlyPresets").asBoolean())
                .filter(vector -> !isPipelineSeparator(vector))
                .map(vector -> Named.of(vector.get("name").asText(), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void pathIsTheExpectedOne(JsonNode vector) {
        ImageBuilder image = imgproxy(vector).image(vector.get("source").asText());
        for (JsonNode option : vector.get("options")) {
            List<Object> arguments = new ArrayList<>();
            for (int i = 1; i < option.size(); i++) {
                arguments.add(value(option.get(i)));
            }
            image.option(option.get(0).asText(), arguments.toArray());
        }
        if (vector.hasNonNull("extension")) {
            image.format(vector.get("extension").asText());
        }

        if (vector.hasNonNull("filename")) {
            image.urlFileName(vector.get("filename").asText());
        }

        assertThat(image.urls().path())
                .isEqualTo(vector.get("expectedUnsignedPath").asText());
    }

    private static Imgproxy imgproxy(JsonNode vector) {
        Imgproxy.Builder builder =
                Imgproxy.builder().allowUnsigned(true).throughContainer(false).urlFileNames(true);
        switch (vector.get("sourceEncoding").asText()) {
            case "plain" -> builder.plainSources();
            case "enc" ->
                builder.encryptSources(
                        vector.get("encryptionKeyHex").asText(),
                        vector.get("ivKeyHex").asText());
            default -> {}
        }
        return builder.build();
    }

    private static Object value(JsonNode argument) {
        if (argument.isObject()) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(argument.get("b64").asText().getBytes(StandardCharsets.UTF_8));
        }
        if (argument.isIntegralNumber()) {
            return argument.asLong();
        }
        if (argument.isNumber()) {
            return argument.asDouble();
        }
        return argument.isBoolean() ? (Object) argument.asBoolean() : argument.isNull() ? null : argument.asText();
    }

    private static boolean isPipelineSeparator(JsonNode vector) {
        for (JsonNode option : vector.get("options")) {
            if (option.get(0).asText().equals("-")) {
                return true;
            }
        }
        return false;
    }
}
