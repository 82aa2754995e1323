package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an image fits its box. */
public enum ResizingType implements PathToken {
    /** Inside the box, aspect ratio kept. */
    FIT,
    /** Covers the box, the rest is cropped. */
    FILL,
    /** As fill, but a result smaller than the box keeps the box's aspect ratio instead of being enlarged. */
    FILL_DOWN,
    /** Exactly the box, aspect ratio ignored. */
    FORCE,
    /** Fill when source and box are both portrait or both landscape, else fit. */
    AUTO;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The type with this name.
     *
     * @throws ImgproxyException if there is none
     */
    public static ResizingType ofWord(String word) {
        for (ResizingType type : values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw new ImgproxyException("resizing type [" + word + "] must be one of "
                + Arrays.stream(values()).map(ResizingType::word).collect(Collectors.joining(", ")));
    }
}
