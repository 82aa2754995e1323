package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code f}: the format of the result; the extension at the end of a path overrides it. {@code pdf}, {@code mp4} and
 * {@code best} need imgproxy Pro.
 *
 * @param extension as imgproxy spells it, {@code webp}
 */
public record Format(String extension) implements TypedOption {
    private static final Set<String> RESULTS = Set.of(
            "jpg", "jpeg", "png", "webp", "avif", "jxl", "gif", "ico", "svg", "heic", "bmp", "tiff", "pdf", "mp4",
            "best");

    private static final Set<String> SOURCES = Set.of(
            "jpg", "jpeg", "png", "webp", "avif", "jxl", "gif", "ico", "svg", "heic", "bmp", "tiff", "pdf", "psd");

    private static final Set<String> PRO = Set.of("pdf", "mp4", "best");

    /** Checks that imgproxy can write it. */
    public Format {
        checked("format", extension);
    }

    /**
     * The extension itself, if imgproxy can write such a file.
     *
     * @param option its name in the message
     * @throws ImgproxyException if it cannot
     */
    public static String checked(String option, String extension) {
        return oneOf(RESULTS, option, extension);
    }

    /** The extension itself, if imgproxy can read such a file; videos are never passed through unchanged. */
    static String checkedSource(String option, String extension) {
        return oneOf(SOURCES, option, extension);
    }

    private static String oneOf(Set<String> extensions, String option, String extension) {
        if (!extensions.contains(extension)) {
            throw new ImgproxyException(
                    option + " [" + extension + "] must be one of " + new TreeSet<>(extensions) + " in lower case");
        }
        return extension;
    }

    @Override
    public OptionName optionName() {
        return OptionName.FORMAT;
    }

    @Override
    public List<String> arguments() {
        return List.of(extension);
    }

    @Override
    public boolean isPro() {
        return PRO.contains(extension);
    }
}
