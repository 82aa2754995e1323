package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
        assertThatExceptionOfType(Refusal.class)
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
        "card=monochrome:1, monochrome",
        "card=pr:other, other",
    })
    void brokenDefinitionsStopTheStart(String text, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.parse(text))
                .withMessageContaining(named);
    }

    private static ProcessingOptions read(Presets presets, String options) throws Refusal {
        return ImagePath.parse("/" + options + "/plain/x", PathRules.strict(presets, Clock.systemUTC()))
                .options();
    }
}
