package io.github.imgproxy4j.demo;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A picture of the catalogue. Public because pages call its methods.
 *
 * @param file its name in the photo folder
 * @param title a short name
 * @param alt what can be seen
 * @param width pixels of the original
 * @param height pixels of the original
 * @param bytes length of the original
 */
public record Photo(String file, String title, String alt, int width, int height, long bytes) {
    /** The same with the length that its file has. */
    Photo withBytes(long length) {
        return new Photo(file, title, alt, width, height, length);
    }

    /** The source as imgproxy reads it from its local filesystem root. */
    public String source() {
        return "local:///" + file;
    }

    /** The format to ask for: WebP, except for drawings, which stay SVG. */
    public String format() {
        return isDrawing() ? "" : "webp";
    }

    /** The preset of its card: what is higher than a card is not cut in the middle but around what stands out. */
    public String preset() {
        if (isDrawing()) {
            return "drawing";
        }
        return height > width ? "portrait" : "card";
    }

    /** Whether it has no pixels of its own and is passed on as it is. */
    public boolean isDrawing() {
        return file.endsWith(".svg");
    }

    /** How wide it is where there is so much room; it never grows. */
    public int widthWithin(int room) {
        return Math.min(width, room);
    }

    /** How high it is where there is so much room for its width. */
    public int heightWithin(int room) {
        return (int) Math.max(1, Math.round((double) height * widthWithin(room) / width));
    }

    /**
     * Those of some widths that it has pixels for, as the attribute {@code widths} takes them: a larger candidate would
     * promise more than comes.
     *
     * @param widths pixels, ascending
     */
    public String widthsWithin(List<Long> widths) {
        LongStream smaller = widths.stream().mapToLong(Long::longValue).filter(each -> each < width);
        long largest = Math.min(width, widths.get(widths.size() - 1));
        return LongStream.concat(smaller, LongStream.of(largest))
                .distinct()
                .mapToObj(Long::toString)
                .collect(Collectors.joining(","));
    }

    double aspectRatio() {
        return (double) width / height;
    }
}
