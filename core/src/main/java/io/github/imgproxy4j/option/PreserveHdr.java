package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code ph}: whether more than 8 bits per channel are kept. Since imgproxy 4.
 *
 * @param enabled false by default, unless the server is set otherwise
 */
public record PreserveHdr(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.PRESERVE_HDR;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
