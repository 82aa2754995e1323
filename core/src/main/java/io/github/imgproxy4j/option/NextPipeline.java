package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.option.OptionSegment;
import java.util.List;

/**
 * {@code -}: the options after it process the result of the options before it. imgproxy Pro; the open-source server
 * treats the segment as the source.
 */
public record NextPipeline() implements ProcessingOption {
    static final String SEGMENT = OptionSegment.NEXT_PIPELINE;

    @Override
    public String name(OptionSyntax notation) {
        return SEGMENT;
    }

    @Override
    public List<String> arguments() {
        return List.of();
    }

    @Override
    public boolean isPro() {
        return true;
    }

    /** The dash alone. */
    @Override
    public String segment(OptionSyntax notation) {
        if (SEGMENT.contains(notation.separator())) {
            throw new ImgproxyException(
                    "arguments separator [" + notation.separator() + "] must not be - where pipelines are chained");
        }
        return SEGMENT;
    }
}
