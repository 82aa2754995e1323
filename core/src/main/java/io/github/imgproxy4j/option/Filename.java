package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code fn}: the name under which a browser saves the image; it is written in Base64 in the path.
 *
 * @param name without extension, which imgproxy appends; empty (the default) means the name of the source
 */
public record Filename(String name) implements TypedOption {
    /** Checks the value. */
    public Filename {
        Rules.of(OptionName.FILENAME)
                .wellFormed("", name)
                .keep(name.chars().noneMatch(Character::isISOControl), "", name, "must not hold control characters")
                .enforce();
    }

    static Filename read(Arguments arguments) {
        arguments.atMost(2);
        return new Filename(arguments.flagOrFalse(1) ? arguments.decoded(0) : arguments.textOrEmpty(0));
    }

    @Override
    public OptionName optionName() {
        return OptionName.FILENAME;
    }

    @Override
    public List<String> arguments() {
        return name.isEmpty() ? List.of() : List.of(Argument.base64(name), "1");
    }
}
