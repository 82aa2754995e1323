package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code da}: whether animations are taken for still images. Needs imgproxy Pro.
 *
 * @param enabled false by default
 */
public record DisableAnimation(boolean enabled) implements TypedOption {
    @Override
    public OptionName optionName() {
        return OptionName.DISABLE_ANIMATION;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(enabled);
    }
}
