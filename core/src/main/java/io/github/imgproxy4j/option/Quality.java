package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImgproxyException;
import java.util.List;

/**
 * {@code q}: the quality of a lossy result.
 *
 * @param percent 1 to 100; 0 leaves the choice to imgproxy
 */
public record Quality(int percent) implements ProcessingOption {
    /** Checks the range. */
    public Quality {
        if (percent < 0 || percent > 100) {
            throw new ImgproxyException("quality [" + percent + "] must be from 0 to 100");
        }
    }

    @Override
    public String name() {
        return "q";
    }

    @Override
    public List<String> arguments() {
        return List.of(Integer.toString(percent));
    }
}
