package io.github.imgproxy4j.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.testing.Vectors;
import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentTest {
    static Stream<JsonNode> vectors() {
        return Vectors.of("argumentFormatting");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aValueHasOneText(JsonNode vector) {
        JsonNode argument = vector.get("arg");
        String text = argument.isObject()
                ? Argument.base64(argument.get("b64").asText())
                : Argument.checkedTexts("x", value(argument)).get(0);

        assertThat(text).isEqualTo(vector.get("text").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "2.0E-3, 0.002",
        "1.0E23, 100000000000000000000000",
        "2.0E23, 200000000000000000000000",
        "8.41E21, 8410000000000000000000",
        "0.1, 0.1",
        "-0.25, -0.25",
        "1.7976931348623157E308, LARGEST",
        "9007199254740993, 9007199254740992",
    })
    void aNumberHasTheFewestDigitsThatReadBackAsItAndNoExponent(double number, String text) {
        String expected = text.equals("LARGEST") ? "17976931348623157" + "0".repeat(292) : text;

        assertThat(Argument.number("x", number)).isEqualTo(expected);
    }

    @Test
    void everyNumberReadsBack() {
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                String text = Argument.number("x", number);
                assertThat(Double.parseDouble(text)).isEqualTo(number == 0 ? 0.0 : number);
                assertThat(text).matches("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberMustBeFinite(double number) {
        assertThatThrownBy(() -> ProcessingOption.of("x", number))
                .isInstanceOf(ImgproxyException.class)
                .hasMessage("x [" + number + "] must be a finite number");
    }

    @Test
    void otherNumbersAndEnumsHaveTheirTextToo() {
        assertThat(ProcessingOption.of("rs", ResizingType.FILL_DOWN, 300L, (short) 200)
                        .segment())
                .isEqualTo("rs:fill-down:300:200");
        assertThat(ProcessingOption.of("x", new BigDecimal("1E+3"), 0.5f, 2f).segment())
                .isEqualTo("x:1000:0.5:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "a:b", "%41", "é", "a?b", "\0", "+"})
    void textIsNeverEscaped(String text) {
        assertThatThrownBy(() -> ProcessingOption.of("x", text))
                .hasMessage("x [" + text + "] may contain only letters, digits and the characters - . _ ~");
    }

    private static Object[] value(JsonNode argument) {
        Object value = argument.isNull() ? null : argument.asText();
        if (argument.isIntegralNumber()) {
            value = argument.asLong();
        } else if (argument.isNumber()) {
            value = argument.asDouble();
        } else if (argument.isBoolean()) {
            value = argument.asBoolean();
        }
        return new Object[] {value};
    }
}
