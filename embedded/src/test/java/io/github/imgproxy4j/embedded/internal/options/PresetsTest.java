package io.github.imgproxy4j.embedded.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
    private static final String SOME = "card=w:300/h:200,small=w:100\nboth=pr:card:small\nloop=pr:loop/q:50";

    @ParameterizedTest
    @CsvSource({
        "pr:card, 300, 200",
        "pr:card/w:10, 10, 200",
        "w:10/pr:card, 300, 200",
        "preset:card:small, 100, 200",
        "pr:both, 100, 200",
        "pr:loop, 0, 0",
        "q:1, 0, 0",
    })
    void aPresetIsAppliedWhereItStands(String options, int width, int height) throws Exception {
        ProcessingOptions read = read(Presets.parse(SOME), options);

        assertThat(read.width).isEqualTo(width);
        assertThat(read.height).isEqualTo(height);
    }

    @Test
    void theDefaultPresetComesFirst() throws Exception {
        Presets presets = Presets.parse("default=w:500/q:33");

        assertThat(read(presets, "w:20").width).isEqualTo(20);
        assertThat(read(presets, "w:20").quality).isEqualTo(33);
    }

    @Test
    void anUnknownPresetIsRefusedByName() {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> read(Presets.parse(SOME), "pr:large"))
                .withMessageContaining("large")
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    @ParameterizedTest
    @CsvSource({
        "card, NAME=OPTIONS",
        "card=w:1=2, NAME=OPTIONS",
        "=w:1, NAME=OPTIONS",
        "card=w:x, whole number",
        "card=w, option w has no : and no arguments",
        "default=monochrome:1, option monochrome is not supported by the embedded processor, only by imgproxy",
        "'default=pr:card,card=ph:1', option ph is not supported by the embedded processor, only by imgproxy",
        "'card=w:1/h:x/ph:1', whole number",
        "card=pr:other, other",
    })
    void brokenDefinitionsStopTheStart(String text, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.parse(text))
                .withMessageContaining(named);
    }

    @Test
    void aPresetThatCannotBeDoneHereIsRefusedWhereAPathUsesIt() throws Exception {
        Presets presets = Presets.parse("#none,hdr=w:10/preserve_hdr:1,both=pr:hdr,card=w:300");

        assertThat(presets.remark())
                .isEqualTo(
                        "holds preserve_hdr:1 in hdr, pr:hdr in both, which the embedded processor cannot do; it refuses"
                                + " paths with these presets");
        assertThat(read(presets, "pr:card").width).isEqualTo(300);
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> read(presets, "pr:both"))
                .withMessage("option preserve_hdr is not supported by the embedded processor, only by imgproxy");
        assertThat(Presets.parse("card=w:300,loop=pr:loop").remark()).isEmpty();
    }

    @Test
    void aServerOfPresetsReadsTheirNamesAndNothingElse() throws Exception {
        PathRules rules = new PathRules(Presets.parse(SOME), false, false, Clock.systemUTC(), 0, true, true);

        assertThat(ImagePath.parse("/card:small/plain/x", rules).options().width)
                .isEqualTo(100);
        assertThat(ImagePath.parse("/card/bG9jYWw6Ly8veA.png/a-name.png", rules).source())
                .isEqualTo("local:///x");
        assertThatExceptionOfType(ProcessingException.class).isThrownBy(() -> ImagePath.parse("/w:1/plain/x", rules));
    }

    private static ProcessingOptions read(Presets presets, String options) throws ProcessingException {
        return ImagePath.parse("/" + options + "/plain/x", PathRules.strict(presets, Clock.systemUTC()))
                .options();
    }
}
