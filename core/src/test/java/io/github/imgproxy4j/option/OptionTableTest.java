package io.github.imgproxy4j.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.option.OptionTable.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptionTableTest {
    private static final Imgproxy UNSIGNED =
            Imgproxy.builder().allowUnsigned(true).build();
    private static final OptionSyntax LONG = OptionSyntax.DEFAULT.withLongNames();

    static List<Row> rows() {
        return OptionTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theCallMakesTheSegment(Row row) {
        assertThat(path(row)).isEqualTo("/" + row.segment() + "/bG9jYWw6Ly8vYQ");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theValuePrintsBothSegments(Row row) {
        assertThat(row.option().segment()).isEqualTo(row.segment());
        assertThat(row.option().segment(LONG)).isEqualTo(row.longSegment());
        assertThat(row.option().segment(OptionSyntax.DEFAULT.withSeparator(",")))
                .isEqualTo(row.segment().replace(':', ','));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bothSegmentsAreReadAsTheValue(Row row) {
        assertThat(ProcessingOption.parse(row.segment())).containsExactly(row.option());
        assertThat(ProcessingOption.parse(row.longSegment(), LONG)).containsExactly(row.option());
        assertThat(ProcessingOption.parse(row.segment().replace(':', ','), OptionSyntax.DEFAULT.withSeparator(",")))
                .containsExactly(row.option());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aLongNameStaysAndMeansTheSame(Row row) {
        List<ProcessingOption> options = ProcessingOption.parse(row.longSegment());

        assertThat(options).hasSize(1);
        assertThat(options.get(0).segment()).isEqualTo(row.longSegment());
        assertThat(options.get(0).parts()).isEqualTo(row.option().parts());
        assertThat(options.get(0).isPro()).isEqualTo(row.option().isPro());
    }

    /** German writes 0,5 and Persian digits of its own; Turkish has an i without a dot. */
    @Test
    void noLocaleChangesASegment() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "fa-IR-u-nu-arabext", "tr-TR", "ar-EG-u-nu-arab")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                for (Row row : rows()) {
                    theCallMakesTheSegment(row);
                    theValuePrintsBothSegments(row);
                    bothSegmentsAreReadAsTheValue(row);
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyOptionStandsInTheTable() {
        Set<OptionName> inTable = rows().stream()
                .map(Row::option)
                .filter(TypedOption.class::isInstance)
                .map(option -> ((TypedOption) option).optionName())
                .collect(Collectors.toSet());

        assertThat(inTable).containsExactlyInAnyOrder(OptionName.values());
    }

    /** The names are those of imgproxy's documentation; co, which it gives to two options, stands for none. */
    @Test
    void everyNameThatImgproxyDocumentsIsKnown() {
        String openSource = """
                resize rs size s resizing_type rt width w height h min-width mw min-height mh zoom z dpr enlarge el
                extend ex extend_aspect_ratio extend_ar exar gravity g crop c trim t padding pd auto_rotate ar rotate
                rot flip fl background bg blur bl sharpen sh pixelate pix watermark wm strip_metadata sm keep_copyright
                kcr strip_color_profile scp preserve_hdr ph enforce_thumbnail eth quality q format_quality fq max_bytes
                mb format f ext skip_processing skp raw cachebuster cb expires exp filename fn return_attachment att
                preset pr max_src_resolution msr max_src_file_size msfs max_animation_frames maf
                max_animation_frame_resolution mafr max_result_dimension mrd
                """;
        String pro = """
                resizing_algorithm ra objects_position obj_pos op crop_aspect_ratio crop_ar car crop_objects
                background_alpha bga adjust a brightness br contrast saturation sa monochrome mc duotone dt
                unsharp_masking ush blur_areas ba progressive_blur pbl blur_detections bd draw_detections dd colorize
                col gradient gr watermark_url wmu watermark_text wmt watermark_size wms watermark_rotate wm_rot wmr
                watermark_shadow wmsh style st dpi color_profile cp icc autoquality aq jpeg_options jpgo png_options
                pngo webp_options webpo avif_options avifo page pg pages pgs disable_animation da
                video_thumbnail_second vts video_thumbnail_keyframes vtk video_thumbnail_tile vtt
                video_thumbnail_animation vta fallback_image_url fiu bypass_cache bc cache_tags ct hashsum hs
                """;

        assertThat(names(false)).containsExactlyInAnyOrder(openSource.split("\\s+"));
        assertThat(names(true)).containsExactlyInAnyOrder(pro.split("\\s+"));
        assertThat(OptionName.of("co")).isNull();
    }

    @Test
    void everyTypeSaysOfWhichOptionItIs() {
        assertThat(rows().stream()
                        .map(OptionTable.Row::option)
                        .filter(TypedOption.class::isInstance)
                        .map(option -> ((TypedOption) option).optionName()))
                .contains(OptionName.values());
    }

    @Test
    void whatNeedsProSaysSo() {
        assertThat(rows().stream()
                        .filter(row -> row.option().isPro())
                        .map(row -> row.option().name(OptionSyntax.DEFAULT))
                        .distinct())
                .containsAll(names(true).stream()
                        .filter(name -> shortNames().contains(name))
                        .toList())
                .contains("g", "wm", "-")
                .doesNotContain("rs", "q", "pr");
        assertThat(new Format("best").isPro()).isTrue();
        assertThat(new Format("webp").isPro()).isFalse();
        assertThat(new Crop(1, 1, Anchor.objects()).isPro()).isTrue();
        assertThat(new Gravity(Anchor.smart()).isPro()).isFalse();
    }

    private static List<String> names(boolean pro) {
        return Arrays.stream(OptionName.values())
                .filter(name -> name.isPro() == pro)
                .flatMap(name -> Stream.concat(
                        Stream.of(name.shortName(), name.longName()).distinct(), name.aliases().stream()))
                .toList();
    }

    private static Set<String> shortNames() {
        return Arrays.stream(OptionName.values()).map(OptionName::shortName).collect(Collectors.toSet());
    }

    private static String path(Row row) {
        ImageBuilder image = UNSIGNED.image("local:///a");
        row.call().accept(image);
        return image.urls().path();
    }
}
