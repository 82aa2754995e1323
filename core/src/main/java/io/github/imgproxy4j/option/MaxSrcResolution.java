package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code msr}: the largest source that is processed. imgproxy answers 403 unless {@code
 * IMGPROXY_ALLOW_SECURITY_OPTIONS} is set.
 *
 * @param megapixels 0 or more; 50 by default, unless the server is set otherwise
 */
public record MaxSrcResolution(double megapixels) implements TypedOption {
    /** Checks the value. */
    public MaxSrcResolution {
        Rules.of(OptionName.MAX_SRC_RESOLUTION).notNegative("", megapixels).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.MAX_SRC_RESOLUTION;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(megapixels);
    }
}
