package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code cp}: the colour profile that the image is converted to and carries. Since imgproxy 3.30. Needs imgproxy Pro.
 *
 * @param name {@code srgb}, {@code cmyk} or a file in the server's profile directory, of letters, digits and {@code - .
 *     _ ~}
 */
public record ColorProfile(String name) implements TypedOption {
    /** Checks the value. */
    public ColorProfile {
        Rules.of(OptionName.COLOR_PROFILE).names("", List.of(name)).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.COLOR_PROFILE;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(name);
    }
}
