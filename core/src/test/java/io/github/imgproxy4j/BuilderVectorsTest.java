package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imgproxy4j.option.OptionSyntax;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every path of the processing endpoint, and every option by itself, is built to the letter. */
class BuilderVectorsTest {
    static Stream<Named<JsonNode>> vectors() {
        // A fixed vector is never made; see SourcesTest.
        return at("processing").filter(vector -> !vector.getPayload().hasNonNull("ivHex"));
    }

    static Stream<Named<JsonNode>> optionVectors() {
        return at("processing").filter(vector -> !onlyPresets(vector.getPayload()));
    }

    static Stream<Named<JsonNode>> infoVectors() {
        return at("info");
    }

    private static Stream<Named<JsonNode>> at(String endpoint) {
        return Vectors.of("builder")
                .filter(vector -> vector.get("endpoint").asText().equals(endpoint))
                .map(vector -> Named.of(vector.get("name").asText(), vector));
    }

    private static boolean onlyPresets(JsonNode vector) {
        return vector.path("onlyPresets").asBoolean();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void pathIsTheExpectedOne(JsonNode vector) {
        // Not by image(), because two vectors are for servers that complete sources themselves (IMGPROXY_BASE_URL).
        Imgproxy imgproxy = imgproxy(vector);
        ImageBuilder image = new ImageBuilder(imgproxy, vector.get("source").asText());
        for (JsonNode option : vector.get("options")) {
            image.option(option.get(0).asText(), arguments(option));
        }
        if (vector.hasNonNull("extension")) {
            image.format(vector.get("extension").asText());
        }

        if (vector.hasNonNull("filename")) {
            image.urlFileName(vector.get("filename").asText());
        }

        SignedPath signedPath = image.urls().signedPath();
        assertThat(signedPath.path())
                .isEqualTo(vector.get("expectedUnsignedPath").asText());
        assertThat(imgproxy.sourceOf(signedPath)).isEqualTo(vector.get("source").asText());
    }

    @ParameterizedTest
    @MethodSource("infoVectors")
    void infoPathIsTheExpectedOne(JsonNode vector) {
        InfoBuilder info = imgproxy(vector).info(vector.get("source").asText());
        for (JsonNode option : vector.get("options")) {
            info.option(option.get(0).asText(), arguments(option));
        }

        assertThat(info.signedPath().path())
                .isEqualTo(vector.get("expectedUnsignedPath").asText());
    }

    @Test
    void everyVectorIsTested() {
        assertThat(Vectors.of("builder").filter(vector -> !vector.hasNonNull("ivHex")))
                .hasSize((int) (vectors().count() + infoVectors().count()));
    }

    private static Imgproxy imgproxy(JsonNode vector) {
        Imgproxy.Builder builder = Imgproxy.builder()
                .allowUnsigned(true)
                .throughContainer(false)
                .urlFileNames(true)
                .onlyPresets(onlyPresets(vector));
        builder.argumentsSeparator(vector.path("argumentsSeparator").asText(":"));
        switch (vector.get("sourceEncoding").asText()) {
            case "plain" -> builder.plainSources();
            case "enc" ->
                builder.encryptSources(vector.get("encryptionKeyHex").asText())
                        .vectorKey(vector.get("ivKeyHex").asText());
            default -> {}
        }
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("optionVectors")
    void optionsAreTheExpectedOnes(JsonNode vector) {
        OptionSyntax notation = OptionSyntax.DEFAULT.withSeparator(
                vector.path("argumentsSeparator").asText(":"));
        StringJoiner segments = new StringJoiner("/");
        for (JsonNode option : vector.get("options")) {
            segments.add(ProcessingOption.of(option.get(0).asText(), arguments(option))
                    .segment(notation));
        }

        String options = segments.length() == 0 ? "" : "/" + segments;
        assertThat(vector.get("expectedUnsignedPath").asText()).startsWith(options + "/");
        if (segments.length() > 0) {
            assertThat(ProcessingOption.parse(segments.toString(), notation))
                    .extracting(option -> option.segment(notation))
                    .containsExactly(segments.toString().split("/"));
        }
    }

    private static Object[] arguments(JsonNode option) {
        List<Object> arguments = new ArrayList<>();
        for (int i = 1; i < option.size(); i++) {
            arguments.add(value(option.get(i)));
        }
        return arguments.toArray();
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
}
