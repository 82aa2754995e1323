package io.github.imgproxy4j.demo;

/**
 * A picture of the catalogue. Public because pages call its methods.
 *
 * @param file its name in the photo folder
 * @param title a short name
 * @param alt what can be seen
 * @param width pixels of the original
 * @param height pixels of the original
 */
public record Photo(String file, String title, String alt, int width, int height) {
    /** The source as imgproxy reads it from its local filesystem root. */
    public String source() {
        return "local:///" + file;
    }

    /** The format to ask for: WebP, except for drawings, which stay SVG. */
    public String format() {
        return isDrawing() ? "" : "webp";
    }

    /** Whether it has no pixels of its own and is passed on as it is. */
    public boolean isDrawing() {
        return file.endsWith(".svg");
    }

    /** How wide it is when it fits into a square box without growing. */
    public int widthWithin(int box) {
        return scaled(width, box);
    }

    /** How high it is when it fits into a square box without growing. */
    public int heightWithin(int box) {
        return scaled(height, box);
    }

    double aspectRatio() {
        return (double) width / height;
    }

    private int scaled(int side, int box) {
        int longest = Math.max(width, height);
        return longest <= box ? side : Math.max(1, Math.round((float) side * box / longest));
    }
}
