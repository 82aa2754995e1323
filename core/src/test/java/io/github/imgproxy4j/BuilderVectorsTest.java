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

/** Every Base64 path of the processing endpoint with the default separator is built to the letter. */
class BuilderVectorsTest {
    private static final Imgproxy UNSIGNED =
            Imgproxy.builder().allowUnsigned(true).build();

    static Stream<Named<JsonNode>> vectors() {
        return Vectors.of("builder")
                .filter(vector -> vector.get("endpoint").asText().equals("processing"))
                .filter(vector -> vector.get("sourceEncoding").asText().equals("base64"))
                .filter(vector -> !vector.has("argumentsSeparator")
                        && !vector.path("onlyPresets").asBoolean()
                        && !vector.hasNonNull("filename"))
                .filter(vector -> !isPipelineSeparator(vector))
                .map(vector -> Named.of(vector.get("name").asText(), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void pathIsTheExpectedOne(JsonNode vector) {
        ImageBuilder image = UNSIGNED.image(vector.get("source").asText());
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

        assertThat(image.urls().path())
                .isEqualTo(vector.get("expectedUnsignedPath").asText());
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
