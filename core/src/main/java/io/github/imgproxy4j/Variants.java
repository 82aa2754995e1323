package io.github.imgproxy4j;

import io.github.imgproxy4j.internal.url.OptionWriter;
import io.github.imgproxy4j.internal.url.SourceWriter;
import org.jspecify.annotations.Nullable;

/** The variants of one image: what their paths have in common is written once. Immutable and thread-safe. */
final class Variants {
    private final Imgproxy imgproxy;

    /** The options of all, each with a slash in front. */
    private final String options;

    /** The source with a slash in front, and what announces a format behind it. */
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
     * The URLs of one of them.
     *
     * @param further options after those of all, as {@link OptionWriter#writtenAfter} has them
     * @param format the format of the result, or null where imgproxy decides
     */
    ImageUrls urls(String further, @Nullable String format) {
        return imgproxy.urls(
                format == null
                        ? options + further + source + ending
                        : options + further + source + mark + format + ending);
    }
}
