package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImgproxyException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code f}: the format of the result.
 *
 * @param extension as imgproxy spells it, {@code webp}
 */
public record Format(String extension) implements ProcessingOption {
    private static final Set<String> EXTENSIONS = Set.of(
            "jpg", "jpeg", "png", "webp", "avif", "jxl", "gif", "ico", "svg", "heic", "bmp", "tiff", "pdf", "mp4",
            "best");

    /** Checks that imgproxy can write it. */
    public Format {
        checked("format", extension);
    }

    /**
     * The extension itself, if imgproxy can write such a file.
     *
     * @param option what to call it in the message
     * @throws ImgproxyException if it cannot
     */
    public static String checked(String option, String extension) {
        if (!EXTENSIONS.contains(extension)) {
            throw new ImgproxyException(
                    option + " [" + extension + "] must be one of " + new TreeSet<>(EXTENSIONS) + " in lower case");
        }
        return extension;
    }

    @Override
    public String name() {
        return "f";
    }

    @Override
    public List<String> arguments() {
        return List.of(extension);
    }
}
