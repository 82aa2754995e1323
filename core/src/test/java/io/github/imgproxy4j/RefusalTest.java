package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.option.Padding;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong at once is told at once, each with its name, its value and its rule. */
class RefusalTest {
    private static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).build();

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        "keys",
                        () -> Imgproxy.builder()
                                .key("zz")
                                .salt("00")
                                .key("00ff")
                                .salt("0")
                                .key("x")
                                .salt("")
                                .build(),
                        "key [***] must be hexadecimal: an even number of digits 0-9 a-f",
                        "salt [***] must be hexadecimal: an even number of digits 0-9 a-f",
                        "key [***] must be hexadecimal: an even number of digits 0-9 a-f",
                        "salt [***] must be hexadecimal: an even number of digits 0-9 a-f"),
                refusal(
                        "no key",
                        () -> Imgproxy.builder().build(),
                        "key and salt [not set] must be set; or allow unsigned use explicitly"),
                refusal(
                        "encryption keys",
                        () -> Imgproxy.builder().encryptSources("x").vectorKey("y"),
                        "source encryption key [***] must be hexadecimal: an even number of digits 0-9 a-f",
                        "source encryption vector key [***] must be hexadecimal: an even number of digits 0-9 a-f"),
                refusal(
                        "arguments of an option",
                        () -> image().padding(new Padding(-1, 0, -2, 0)),
                        "padding top [-1] must be 0 or more pixels",
                        "padding bottom [-2] must be 0 or more pixels"),
                refusal(
                        "options as text",
                        () -> image().options("q:101/w:1/pd:-1::-2"),
                        "quality [101] must be from 0 to 100",
                        "padding top [-1] must be 0 or more pixels",
                        "padding bottom [-2] must be 0 or more pixels"),
                refusal(
                        "a preset",
                        () -> Imgproxy.builder().preset("card", "q:101/bl:-1"),
                        "preset card: quality [101] must be from 0 to 100",
                        "preset card: blur [-1.0] must be 0 or more"),
                refusal(
                        "the name and the options of a preset",
                        () -> Imgproxy.builder().preset("my card", "q:101/bl:-1"),
                        "preset name [my card] may contain only letters, digits, - and _",
                        "preset my card: quality [101] must be from 0 to 100",
                        "preset my card: blur [-1.0] must be 0 or more"),
                refusal(
                        "densities",
                        () -> image().densities(0, 1, -2),
                        "dpr [0.0] must be greater than 0",
                        "dpr [-2.0] must be greater than 0"),
                refusal(
                        "widths",
                        () -> image().widths(0, 1, -2),
                        "widths [0] must be at least 1 pixel",
                        "widths [-2] must be at least 1 pixel"),
                refusal(
                        "formats",
                        () -> image().formats("heic", "webp", "webp"),
                        "formats [heic] must be among [avif, gif, jpeg, jpg, jxl, png, webp]",
                        "formats [heic, webp, webp] must differ from each other"));
    }

    private static Arguments refusal(String name, ThrowingCallable call, String... problems) {
        return Arguments.of(Named.of(name, call), problems);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void namesEverythingThatIsWrong(ThrowingCallable call, String[] problems) {
        assertThatExceptionOfType(ImgproxyException.class)
                .isThrownBy(call)
                .withMessage(String.join("; ", problems))
                .satisfies(refused -> assertThat(refused.problems()).containsExactly(problems));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a/b",
                "a:b",
                "a.b",
                "a=b",
                "a,b",
                "caf\u00e9",
                "\u0660",
                "a\n",
                "a\u0000",
                "<b>",
                "\uD800"
            })
    void presetNameHoldsOnlyWhatMayStandInEverySetting(String name) {
        assertThatExceptionOfType(ImgproxyException.class)
                .isThrownBy(() -> Imgproxy.builder().preset(name, "q:80"))
                .withMessage("preset name [" + name + "] may contain only letters, digits, - and _");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-1_z", "-", "0"})
    void presetNameMayBeginWithAnyCharacterItMayHold(String name) {
        assertThat(Imgproxy.builder()
                        .allowUnsigned(true)
                        .preset(name, "q:80")
                        .build()
                        .presetNames())
                .containsExactly(name);
    }

    private static ImageBuilder image() {
        return IMGPROXY.image("local:///cat.jpg");
    }
}
