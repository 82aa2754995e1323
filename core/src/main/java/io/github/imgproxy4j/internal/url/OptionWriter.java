package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.option.OptionSyntax;
import io.github.imgproxy4j.option.Preset;
import io.github.imgproxy4j.option.ProcessingOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the options of a path. Immutable and thread-safe.
 *
 * @param notation their notation
 * @param onlyPresets whether the server accepts only a list of its presets
 */
public record OptionWriter(OptionSyntax notation, boolean onlyPresets) {
    /**
     * The beginning of a path.
     *
     * @param options all options
     * @param segments the same as {@link #segments}
     * @throws ImgproxyException if only presets are allowed and there are other options, or none
     */
    public String written(List<ProcessingOption> options, CharSequence segments) {
        return onlyPresets ? presets(options) : segments.toString();
    }

    /**
     * Options after those, none of them a preset, each after a slash.
     *
     * @throws ImgproxyException if only presets are allowed
     */
    public String writtenAfter(List<? extends ProcessingOption> further) {
        if (onlyPresets && !further.isEmpty()) {
            throw refused(further.get(0).segment(notation));
        }
        return segments(further, notation);
    }

    /**
     * Options, each after a slash.
     *
     * @throws ImgproxyException if an argument contains the separator
     */
    public static String segments(List<? extends ProcessingOption> options, OptionSyntax notation) {
        if (options.isEmpty()) {
            return "";
        }
        StringBuilder segments = new StringBuilder();
        for (ProcessingOption option : options) {
            segments.append('/').append(option.segment(notation));
        }
        return segments.toString();
    }

    private String presets(List<ProcessingOption> options) {
        List<String> names = new ArrayList<>();
        for (ProcessingOption option : options) {
            for (ProcessingOption part : option.parts()) {
                if (!(part instanceof Preset preset)) {
                    throw refused(option.segment(notation));
                }
                names.addAll(preset.names());
            }
        }
        if (names.isEmpty()) {
            throw new ImgproxyException(
                    "server preset [not set] must be set, because imgproxy accepts only" + " presets");
        }
        return "/" + String.join(notation.separator(), names);
    }

    private static ImgproxyException refused(String segment) {
        return new ImgproxyException("option [" + segment
                + "] cannot be written, because imgproxy accepts only presets; put it into a server preset");
    }
}
