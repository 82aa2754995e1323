package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code mrd}: the longest side of a result; larger ones are made smaller. Since imgproxy 3.29. imgproxy answers 403
 * unless {@code IMGPROXY_ALLOW_SECURITY_OPTIONS} is set.
 *
 * @param pixels 0 (the default, unless the server is set otherwise) is no limit
 */
public record MaxResultDimension(int pixels) implements TypedOption {
    /** Checks the value. */
    public MaxResultDimension {
        Rules.of(OptionName.MAX_RESULT_DIMENSION).pixels("", pixels).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.MAX_RESULT_DIMENSION;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(pixels);
    }
}
