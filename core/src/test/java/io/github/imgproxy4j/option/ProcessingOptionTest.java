package io.github.imgproxy4j.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessingOptionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rs:fill:300:200/q:80",
                "resize:fill:300:200/quality:80/q:80/q:70",
                "q:080/el:true/bl:1.50/bl:1e-7/w:-0",
                "rs::300::1/s::200/rs:fill/pd::20/wms:100/c:100/fl::1/t::fff/vtt:0",
                "bg:128:0:255/fn:photo-1/hs:none:abc/wm:0.5::::0.2:1:2",
                "w:500/c:1000:0/-/t:10/-/-/rot:90",
                "co:1.2/stl:x/gif_options:1/x:/y::1",
                "ext:webp/icc:srgb/wm_rot:10/obj_pos:prop/extend_ar:1/crop_ar:1"
            })
    void whatIsReadIsPrintedAsItWasWritten(String text) {
        assertThat(printed(ProcessingOption.parse(text), OptionSyntax.DEFAULT)).isEqualTo(text);
        OptionSyntax comma = OptionSyntax.DEFAULT.withSeparator(",");
        assertThat(printed(ProcessingOption.parse(text.replace(':', ','), comma), comma))
                .isEqualTo(text.replace(':', ','));
    }

    @Test
    void trailingEmptyArgumentsAreDropped() {
        assertThat(printed(ProcessingOption.parse("rs:fill:300:200::/x:1::/bg::"), OptionSyntax.DEFAULT))
                .isEqualTo("rs:fill:300:200/x:1/bg:");
    }

    @ParameterizedTest
    @CsvSource({
        "resize:fill:300:200:1, rt:fill/w:300/h:200/el:1",
        "rs::300::1, w:300/el:1",
        "rs:fill, rt:fill",
        "s::200, h:200",
        "s:100:0:0:1:no, w:100/h:0/el:0/ex:1:no",
        "rs:fill:300:200, rt:fill/w:300/h:200",
        "a:-50:1.2:0, br:-50/contrast:1.2/sa:0",
        "quality:080, q:80",
        "el:true, el:1",
        "bg:128:0:255, bg:8000ff",
        "fn:photo, fn:cGhvdG8:1",
        "fl::1, fl:0:1",
        "c:100, c:100:0",
        "z:2:2.0, z:2:2",
        "t::ff00ff:1, t:",
        "wm:1:ce:0:0:0.5:9:9, wm:1:ce:0:0:0.5",
        "bl:1e-2, bl:0.01",
        "wms:100, wms:100:0",
        "hs:none, hs:none",
        "icc:srgb, cp:srgb",
        "x:1, x:1",
        "-, -"
    })
    void partsReportWhatAnOptionMeans(String text, String parts) {
        ProcessingOption option = ProcessingOption.parse(text).get(0);

        assertThat(printed(option.parts(), OptionSyntax.DEFAULT)).isEqualTo(parts);
    }

    @Test
    void aKnownOptionInAnotherSpellingKeepsItInEveryNotation() {
        ProcessingOption option = ProcessingOption.parse("resize:fill:300:200").get(0);

        assertThat(option).isEqualTo(new WrittenOption("resize", List.of("fill", "300", "200")));
        assertThat(option.segment(OptionSyntax.DEFAULT.withSeparator(","))).isEqualTo("resize,fill,300,200");
        assertThat(ProcessingOption.parse("rs:fit:1:2", OptionSyntax.DEFAULT.withLongNames())
                        .get(0)
                        .segment(OptionSyntax.DEFAULT.withLongNames()))
                .isEqualTo("rs:fit:1:2");
    }

    @Test
    void anUnknownNameIsKeptAsItIs() {
        assertThat(ProcessingOption.of("co", 1.5, null))
                .isEqualTo(new OtherOption("co", List.of("1.5")))
                .isEqualTo(new OtherOption("co", List.of("1.5", "")));
        assertThat(ProcessingOption.of("-")).isEqualTo(new NextPipeline());
        assertThatThrownBy(() -> new WrittenOption("co", List.of("1")))
                .hasMessage("option name [co] must be the name of one known option");
    }

    @Test
    void allProblemsAreReportedTogether() {
        assertThatThrownBy(() -> ProcessingOption.parse("q:high/w:100/wm:2:no:1:1:0/plain"))
                .isInstanceOf(ImgproxyException.class)
                .hasMessage("q:high: [high] must be a whole number; "
                        + "watermark opacity [2.0] must be from 0 to 1; "
                        + "watermark scale [0.0] must be greater than 0; "
                        + "options [q:high/w:100/wm:2:no:1:1:0/plain]: [plain] is not an option; "
                        + "write NAME:ARGUMENT, separated by slashes");
    }

    @Test
    void listsGivenToAValueAreCopied() {
        List<String> names = new java.util.ArrayList<>(List.of("sharp"));
        Preset preset = new Preset(names);
        names.add("hero");

        assertThat(preset.segment()).isEqualTo("pr:sharp");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "::", "!", "~", "@", "()", "_", "-"})
    void anySeparatorWorksThatPathsAllow(String separator) {
        OptionSyntax notation = OptionSyntax.DEFAULT.withSeparator(separator);
        List<ProcessingOption> options =
                List.of(new Resize(ResizingType.FIT, 1, 2), Background.none(), new NumberOption(OptionName.BLUR, 0.5));

        String text = printed(options, notation);
        assertThat(text).isEqualTo("rs:fit:1:2/bg:/bl:0.5".replace(":", separator));
        assertThat(ProcessingOption.parse(text, notation)).isEqualTo(options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a", "7", ",a", " ", "?", "#", "%", "é", "\u0660", ":\n"})
    void aSeparatorMustBeAbleToStandInAPath(String separator) {
        assertThatThrownBy(() -> OptionSyntax.DEFAULT.withSeparator(separator))
                .isInstanceOf(ImgproxyException.class)
                .hasMessage("arguments separator [" + separator
                        + "] must be one or more of the characters - . _ ~ ! $ & ' ( ) * + , ; = : @");
    }

    @Test
    void aTextThatContainsTheSeparatorIsRefused() {
        OptionSyntax dash = OptionSyntax.DEFAULT.withSeparator("-");

        assertThatThrownBy(() -> new NumberOption(OptionName.ROTATE, -90).segment(dash))
                .hasMessage("rot [-90] must not hold the arguments separator [-]");
        assertThatThrownBy(() -> new NumberOption(OptionName.MIN_WIDTH, 5).segment(dash.withLongNames()))
                .hasMessage("min-width [min-width] must not hold the arguments separator [-]");
        assertThat(new NumberOption(OptionName.MIN_WIDTH, 5)
                        .segment(dash.withLongNames().withShortNames()))
                .isEqualTo("mw-5");
        assertThatThrownBy(() -> new NextPipeline().segment(dash))
                .hasMessage("arguments separator [-] must not be - where pipelines are chained");
    }

    private static String printed(List<ProcessingOption> options, OptionSyntax notation) {
        return options.stream().map(option -> option.segment(notation)).collect(Collectors.joining("/"));
    }
}
