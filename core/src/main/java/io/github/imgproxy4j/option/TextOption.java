package io.github.imgproxy4j.option;

import java.util.List;

/**
 * An option with one text, {@code cb:v2}.
 *
 * @param optionName a name whose documentation links to this class
 * @param text not encoded; if imgproxy expects Base64, it is encoded in the path
 */
public record TextOption(OptionName optionName, String text) implements TypedOption {
    /** Checks the value. */
    public TextOption {
        optionName.rule().requireText(optionName, text);
    }

    @Override
    public List<String> arguments() {
        return List.of(optionName.rule() == ValueRule.ENCODED ? Argument.base64(text) : text);
    }
}
