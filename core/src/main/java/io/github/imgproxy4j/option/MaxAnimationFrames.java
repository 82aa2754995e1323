package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code maf}: how many frames of an animation are processed. imgproxy answers 403 unless {@code
 * IMGPROXY_ALLOW_SECURITY_OPTIONS} is set.
 *
 * @param frames 1 or more; 1 by default, unless the server is set otherwise
 */
public record MaxAnimationFrames(int frames) implements TypedOption {
    /** Checks the value. */
    public MaxAnimationFrames {
        Rules.of(OptionName.MAX_ANIMATION_FRAMES).atLeastOne("", frames).enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.MAX_ANIMATION_FRAMES;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(frames);
    }
}
