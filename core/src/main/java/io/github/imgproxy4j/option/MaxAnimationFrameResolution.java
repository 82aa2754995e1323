package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code mafr}: the largest frame of an animation that is processed. imgproxy answers 403 unless {@code
 * IMGPROXY_ALLOW_SECURITY_OPTIONS} is set.
 *
 * @param megapixels 0 (the default, unless the server is set otherwise) is no limit of its own
 */
public record MaxAnimationFrameResolution(double megapixels) implements TypedOption {
    /** Checks the value. */
    public MaxAnimationFrameResolution {
        Rules.of(OptionName.MAX_ANIMATION_FRAME_RESOLUTION)
                .notNegative("", megapixels)
                .enforce();
    }

    @Override
    public OptionName optionName() {
        return OptionName.MAX_ANIMATION_FRAME_RESOLUTION;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(megapixels);
    }
}
