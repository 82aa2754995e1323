package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option that this library has no type for; only its characters are checked.
 *
 * @param name as imgproxy spells it
 * @param arguments made of letters, digits and {@code - . _ ~}, or empty; trailing empty ones are dropped
 */
public record OtherOption(String name, List<String> arguments) implements ProcessingOption {
    /** Checks that name and arguments can stand in a path. */
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
     * An option of values that are not held to any rule but that of characters.
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
