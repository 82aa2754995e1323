package io.github.imgproxy4j.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A class of differences from imgproxy that stay.
 *
 * @param what differs
 * @param reason why it stays
 * @param condition which differences are of it
 */
record Difference(String what, String reason, Condition condition) {
    private static final List<Difference> KNOWN = List.of(
            new Difference(
                    "results as AVIF, TIFF, BMP and ICO, and SVG made into pixels",
                    "not written here: 422",
                    (kind, request, theirs) -> kind == Kind.STATUS
                            && (Set.of("avif", "tiff", "bmp", "ico").contains(request.format())
                                    || request.source().endsWith(".svg"))),
            new Difference(
                    "files that end early or hold nothing",
                    "libvips notices in the middle of the work, so imgproxy answers 500; here it is 422, or what is there is shown,"
                            + " as browsers do",
                    (kind, request, theirs) -> kind == Kind.STATUS && theirs.status() == 500),
            new Difference(
                    "JPEG files that repeat a scan more than once",
                    "refused by imgproxy; browsers show them, and so do we up to 100 scans",
                    (kind, request, theirs) ->
                            kind == Kind.STATUS && request.source().startsWith("scans-")),
            new Difference(
                    "PNG and GIF files that end early",
                    "libvips gives up strips or frames, where here each whole row, or frame, is shown",
                    (kind, request, theirs) -> request.source().startsWith("cut-") && kind != Kind.STATUS),
            new Difference(
                    "GIF frames without pixels",
                    "make the frame before them stay as much longer; the time of all is the same",
                    (kind, request, theirs) ->
                            kind == Kind.FRAMES && request.source().equals("empty-frame.gif")),
            new Difference(
                    "a GIF file whose only frame is smaller than its screen, without a transparent colour",
                    "the rest is black in imgproxy, and transparent here as in browsers",
                    (kind, request, theirs) ->
                            kind == Kind.LOOKS && request.source().startsWith("small-frame")),
            new Difference(
                    "an interlaced GIF frame that sticks out of the screen",
                    "libvips 8.14 mixes up its rows",
                    (kind, request, theirs) ->
                            kind == Kind.LOOKS && request.source().startsWith("sticking-out")),
            new Difference(
                    "gray images with a profile",
                    "libvips 8.14, with which the answers were recorded, has no gray profile to convert to and leaves them as they"
                            + " are; later ones convert them",
                    (kind, request, theirs) ->
                            kind == Kind.LOOKS && request.source().startsWith("linear")),
            new Difference(
                    "inks without a profile",
                    "what is assumed is 9 steps of each ink instead of a profile of half a megabyte; single colours differ by up to"
                            + " 8 %",
                    (kind, request, theirs) ->
                            kind == Kind.LOOKS && request.source().contains("inks.")),
            new Difference(
                    "gravity `sm`",
                    "finds the place by its own means",
                    (kind, request, theirs) ->
                            kind == Kind.LOOKS && request.options().matches(".*(g:sm|:sm\\b).*")),
            new Difference(
                    "`max_bytes`",
                    "the best quality that fits is looked for, where imgproxy takes the first that fits on a path of its own",
                    (kind, request, theirs) ->
                            kind == Kind.LOOKS && request.options().startsWith("mb:")),
            new Difference(
                    "GIF results, and PNG results of sources with a palette",
                    "other colours are chosen of many, and half as much is dithered, which is smaller and quieter",
                    (kind, request, theirs) -> kind == Kind.LOOKS
                            && (theirs.type().equals("gif")
                                    || request.source().matches("(palette|bits|clear-palette).*"))),
            new Difference(
                    "WebP animations",
                    "what a frame draws anew is cut out differently, so losses lie elsewhere",
                    (kind, request, theirs) ->
                            kind == Kind.LOOKS && theirs.type().equals("webp") && theirs.frames() > 1));

    /** What differs. */
    enum Kind {
        STATUS,
        TYPE,
        SIZE,
        FRAMES,
        LOOKS;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Difference> known() {
        return KNOWN;
    }

    /** The class of a difference; empty if it is none that is known. */
    static Optional<Difference> of(Kind kind, ComparedRequest request, ComparedAnswer theirs) {
        for (Difference known : KNOWN) {
            if (known.condition.holds(kind, request, theirs)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Whether a difference is of a class. */
    @FunctionalInterface
    interface Condition {
        boolean holds(Kind kind, ComparedRequest request, ComparedAnswer theirs);
    }
}
