package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code cb}: changes the URL and the cache key but not the image, for what the URL does not tell: another watermark,
 * another preset of the server.
 *
 * @param text letters, digits and {@code - . _ ~}; empty (the default) is none
 */
public record Cachebuster(String text) implements TypedOption {
    /** Checks the value. */
    public Cachebuster {
        Rules.of(OptionName.CACHEBUSTER).plain("", text).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.CACHEBUSTER;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(text);
    }
}
