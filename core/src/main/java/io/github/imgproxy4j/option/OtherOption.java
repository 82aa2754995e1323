package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option without a type in this library; only its characters are validated.
 *
 * @param name as imgproxy spells it
 * @param arguments of letters, digits and {@code - . _ ~}, or empty; trailing empty ones are dropped
 */
public record OtherOption(String name, List<String> arguments) implements ProcessingOption {
    /** Checks that name and arguments are valid in a path. */
    public OtherOption {
        if (name.isEmpty()) {
            throw new ImgproxyException("option name [] must not be empty");
        }
        Argument.checked("option name", name);
        for (String argument : arguments) {
            Argument.checked(name, argument);
        }
        arguments = Argument.withoutTrailingEmpty(arguments);
    }

    /**
     * An option of any values; only their characters are validated.
     *
     * @param arguments null, booleans, numbers or text
     */
    public static OtherOption of(String name, @Nullable Object... arguments) {
        return new OtherOption(name, Argument.checkedTexts(name, arguments));
    }

    @Override
    public String name(OptionSyntax notation) {
        return name;
    }

    @Override
    public boolean isPro() {
        return false;
    }
}
