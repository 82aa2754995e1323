package io.github.imgproxy4j;

import io.github.imgproxy4j.internal.url.OptionWriter;
import io.github.imgproxy4j.internal.url.SourceWriter;
import org.jspecify.annotations.Nullable;

/** The variants of one image; the common parts of their paths are written once. Immutable and thread-safe. */
final class Variants {
    private final Imgproxy imgproxy;

    /** The common options, each after a slash. */
    private final String options;

    /** The source after a slash, and the separator before a format. */
    private final String source;

    private final String mark;
    private final String ending;

    Variants(Imgproxy imgproxy, String options, String source, @Nullable String fileName) {
        SourceWriter writer = imgproxy.sourceWriter();
        this.imgproxy = imgproxy;
        this.options = options;
        this.source = "/" + writer.encoded(source);
        this.mark = writer.mark();
        this.ending = writer.ending(fileName);
    }

    /**
     * The URLs of one variant.
     *
     * @param further options after the common ones, as returned by {@link OptionWriter#writtenAfter}
     * @param format the format of the result, or null if imgproxy decides
     */
    ImageUrls urls(String further, @Nullable String format) {
        return imgproxy.urls(
                format == null
                        ? options + further + source + ending
                        : options + further + source + mark + format + ending);
    }
}
