package io.github.imgproxy4j.demo.photos;

/** A linear, unbounded picture with coverage: what a scene exposes and {@link Darkroom} develops. */
final class Film {

    final int width;
    final int height;
    private final float[] data;

    public Film(int width, int height) {
        this.width = width;
        this.height = height;
        data = new float[width * height * 4];
    }

    /** A colour for a place: {@code u} runs right, {@code v} up, the short side is [-1, 1]. */
    @FunctionalInterface
    interface Painter {
        Vec colour(double u, double v);
    }

    /** Paints every pixel with {@code grid * grid} samples. */
    static Film paint(int width, int height, int grid, Painter painter) {
        Film film = new Film(width, height);
        double half = Math.min(width, height) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Vec sum = Vec.ZERO;
                for (int s = 0; s < grid * grid; s++) {
                    int row = s / grid;
                    double px = x + (s % grid + 0.5) / grid;
                    double py = y + (row + 0.5) / grid;
                    sum = sum.plus(painter.colour((px - width / 2.0) / half, (height / 2.0 - py) / half));
                }
                film.set(x, y, sum.times(1.0 / (grid * grid)));
            }
        }
        return film;
    }

    Vec get(int x, int y) {
        int i = (y * width + x) * 4;
        return new Vec(data[i], data[i + 1], data[i + 2]);
    }

    double alpha(int x, int y) {
        return data[(y * width + x) * 4 + 3];
    }

    void set(int x, int y, Vec colour) {
        set(x, y, colour, 1);
    }

    /** Stores a colour already multiplied by its coverage. */
    void set(int x, int y, Vec colour, double alpha) {
        int i = (y * width + x) * 4;
        data[i] = (float) colour.x();
        data[i + 1] = (float) colour.y();
        data[i + 2] = (float) colour.z();
        data[i + 3] = (float) alpha;
    }

    void add(int x, int y, Vec colour) {
        set(x, y, get(x, y).plus(colour), alpha(x, y));
    }

    /** Lays a colour with the given coverage over the pixel; places outside are ignored. */
    void over(int x, int y, Vec colour, double coverage) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        set(x, y, get(x, y).times(1 - coverage).plus(colour, coverage), alpha(x, y) * (1 - coverage) + coverage);
    }

    /** Lays a whole film of the same size over this one. */
    void over(Film top) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double coverage = top.alpha(x, y);
                if (coverage > 0) {
                    set(
                            x,
                            y,
                            get(x, y).times(1 - coverage).plus(top.get(x, y)),
                            alpha(x, y) * (1 - coverage) + coverage);
                }
            }
        }
    }

    /** Adds a share of another film of the same size. */
    void add(Film other, double share) {
        for (int i = 0; i < data.length; i++) {
            if (i % 4 != 3) {
                data[i] = (float) (data[i] + other.data[i] * share);
            }
        }
    }

    /** The colour between pixels, edges repeated. */
    Vec sample(double x, double y) {
        double cx = Curves.clamp(x - 0.5, 0, width - 1.001);
        double cy = Curves.clamp(y - 0.5, 0, height - 1.001);
        int ix = (int) cx;
        int iy = (int) cy;
        int right = Math.min(ix + 1, width - 1);
        int below = Math.min(iy + 1, height - 1);
        Vec top = get(ix, iy).mix(get(right, iy), cx - ix);
        return top.mix(get(ix, below).mix(get(right, below), cx - ix), cy - iy);
    }

    Film resized(int newWidth, int newHeight) {
        Film film = new Film(newWidth, newHeight);
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                film.set(x, y, sample((x + 0.5) * width / newWidth, (y + 0.5) * height / newHeight), 1);
            }
        }
        return film;
    }

    Film copy() {
        Film film = new Film(width, height);
        System.arraycopy(data, 0, film.data, 0, data.length);
        return film;
    }

    /** Blurs in place; three box passes make a good bell. */
    Film blur(double radius) {
        int box = (int) Math.round(radius * 0.6);
        if (box < 1) {
            return this;
        }
        for (int pass = 0; pass < 3; pass++) {
            float[] row = new float[width * 4];
            for (int y = 0; y < height; y++) {
                boxLine(y * width * 4, 4, width, box, row);
            }
            float[] column = new float[height * 4];
            for (int x = 0; x < width; x++) {
                boxLine(x * 4, width * 4, height, box, column);
            }
        }
        return this;
    }

    private void boxLine(int start, int stride, int count, int box, float[] line) {
        for (int c = 0; c < 4; c++) {
            double sum = 0;
            for (int i = -box; i <= box; i++) {
                sum += data[start + c + stride * Math.max(0, Math.min(count - 1, i))];
            }
            for (int i = 0; i < count; i++) {
                line[i] = (float) (sum / (2 * box + 1));
                sum += data[start + c + stride * Math.min(count - 1, i + box + 1)];
                sum -= data[start + c + stride * Math.max(0, i - box)];
            }
            for (int i = 0; i < count; i++) {
                data[start + c + stride * i] = line[i];
            }
        }
    }

    /** Light spilling from the brightest parts, as in a real lens. */
    Film bloom(double threshold, double radius, double strength) {
        Film bright = new Film(Math.max(1, width / 4), Math.max(1, height / 4));
        for (int y = 0; y < bright.height; y++) {
            for (int x = 0; x < bright.width; x++) {
                Vec sum = Vec.ZERO;
                for (int s = 0; s < 16; s++) {
                    Vec c = get(x * 4 + s % 4, y * 4 + s / 4);
                    sum = sum.plus(c, Math.max(0, c.luma() - threshold) / (c.luma() + 1e-6) / 16);
                }
                bright.set(x, y, sum);
            }
        }
        Film wide = bright.copy().blur(radius * height);
        bright.blur(radius * height / 4).add(wide, 1);
        add(bright.resized(width, height), strength);
        return this;
    }
}
