package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code car}: corrects the aspect ratio of the area that {@link Crop} cuts out. Since imgproxy 3.29. Needs imgproxy
 * Pro.
 *
 * @param ratio width divided by height; 0 (the default) leaves it unchanged
 * @param enlarge whether the area is enlarged instead of reduced; null is no
 */
public record CropAspectRatio(double ratio, @Nullable Boolean enlarge) implements TypedOption {
    /** Checks every value. */
    public CropAspectRatio {
        Rules.of(OptionName.CROP_ASPECT_RATIO).notNegative("", ratio).enforce();
    }

    /** A correction that makes the area smaller. */
    public CropAspectRatio(double ratio) {
        this(ratio, null);
    }

    @Override
    public OptionName optionName() {
        return OptionName.CROP_ASPECT_RATIO;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(ratio, enlarge);
    }
}
