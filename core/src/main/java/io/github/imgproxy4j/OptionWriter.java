package io.github.imgproxy4j;

import io.github.imgproxy4j.option.Notation;
import io.github.imgproxy4j.option.Preset;
import io.github.imgproxy4j.option.ProcessingOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the options of a path. Immutable and thread-safe.
 *
 * @param notation how they are spelled
 * @param onlyPresets whether the server takes nothing but one list of its presets
 */
record OptionWriter(Notation notation, boolean onlyPresets) {
    /**
     * Appends the options, each with a slash in front.
     *
     * @throws ImgproxyException if presets are all that is allowed and the options are others, or none
     */
    void append(StringBuilder path, List<ProcessingOption> options, List<? extends ProcessingOption> further) {
        if (onlyPresets) {
            appendPresets(path, options, further);
        } else {
            appendSegments(path, options);
            appendSegments(path, further);
        }
    }

    private void appendSegments(StringBuilder path, List<? extends ProcessingOption> options) {
        for (ProcessingOption option : options) {
            path.append('/').append(option.segment(notation));
        }
    }

    private void appendPresets(
            StringBuilder path, List<ProcessingOption> options, List<? extends ProcessingOption> further) {
        List<String> names = new ArrayList<>();
        addNames(names, options);
        addNames(names, further);
        if (names.isEmpty()) {
            throw new ImgproxyException("server preset [not set] must be set, because imgproxy takes only presets");
        }
        path.append('/').append(String.join(notation.separator(), names));
    }

    private void addNames(List<String> names, List<? extends ProcessingOption> options) {
        for (ProcessingOption option : options) {
            // The segment is made for its checks: a name must not hold the separator.
            String segment = option.segment(notation);
            for (ProcessingOption part : option.parts()) {
                if (!(part instanceof Preset preset)) {
                    throw new ImgproxyException("option [" + segment
                            + "] cannot be written, because imgproxy takes only presets; put it into a server preset");
                }
                names.addAll(preset.names());
            }
        }
    }
}
