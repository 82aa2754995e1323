package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImgproxyException;
import java.util.List;

/**
 * {@code bg}: what lies behind transparent pixels.
 *
 * @param hex 3 or 6 hexadecimal digits without {@code #}
 */
public record Background(String hex) implements ProcessingOption {
    /** Checks the digits. */
    public Background {
        if (!hex.matches("[0-9a-fA-F]{3}|[0-9a-fA-F]{6}")) {
            throw new ImgproxyException("background [" + hex + "] must be 3 or 6 hexadecimal digits without #");
        }
    }

    @Override
    public String name() {
        return "bg";
    }

    @Override
    public List<String> arguments() {
        return List.of(hex);
    }
}
