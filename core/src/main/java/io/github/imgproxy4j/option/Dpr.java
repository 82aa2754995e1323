package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImgproxyException;
import java.util.List;

/**
 * {@code dpr}: multiplies every size, for screens with more than one device pixel per CSS pixel.
 *
 * @param factor greater than 0
 */
public record Dpr(double factor) implements ProcessingOption {
    /** Checks the range. */
    public Dpr {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new ImgproxyException("dpr [" + factor + "] must be greater than 0");
        }
    }

    @Override
    public String name() {
        return "dpr";
    }

    @Override
    public List<String> arguments() {
        return List.of(Argument.number("dpr", factor));
    }
}
