package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code msfs}: the largest source file that is processed. imgproxy answers 403 unless {@code
 * IMGPROXY_ALLOW_SECURITY_OPTIONS} is set.
 *
 * @param bytes 0 (the default, unless the server is set otherwise) is no limit
 */
public record MaxSrcFileSize(long bytes) implements TypedOption {
    /** Checks the value. */
    public MaxSrcFileSize {
        Rules.of(OptionName.MAX_SRC_FILE_SIZE).notNegative("", bytes).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.MAX_SRC_FILE_SIZE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(bytes);
    }
}
