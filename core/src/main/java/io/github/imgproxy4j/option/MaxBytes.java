package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code mb}: lowers the quality until the result has at most so many bytes, as far as that goes.
 *
 * @param bytes 0 (the default) is no limit
 */
public record MaxBytes(long bytes) implements TypedOption {
    /** Checks the value. */
    public MaxBytes {
        Rules.of(OptionName.MAX_BYTES).notNegative("", bytes).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.MAX_BYTES;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(bytes);
    }
}
