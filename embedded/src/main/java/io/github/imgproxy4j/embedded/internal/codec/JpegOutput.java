package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.raster.BoxShrinkers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes rows of pixels of the coefficients of a JPEG image, smaller by 1, 2, 4 or 8. For one image and one thread.
 *
 * <p>The colours of several pixels are spread over them, and turned into red, green and blue, as the JDK's decoder does
 * it; in a smaller image most have their own.
 */
final class JpegOutput {
    private static final int SIDE = 8;
    private static final int COLOURS = 256;
    private static final int FRACTION_BITS = 16;
    private static final int HALF = 1 << (FRACTION_BITS - 1);
    private static final int[] RED_BY_CR = colours(1.402, HALF, FRACTION_BITS);
    private static final int[] BLUE_BY_CB = colours(1.772, HALF, FRACTION_BITS);
    private static final int[] GREEN_BY_CR = colours(-0.71414, HALF, 0);
    private static final int[] GREEN_BY_CB = colours(-0.34414, 0, 0);

    private final List<Plane> planes;
    private final BoxShrinkers shrinkers;
    private final int height;
    private final int unitHeight;
    private final int[] argb;
    private final InverseDct.Scratch scratch = new InverseDct.Scratch();
    private int rowsDone;

    /**
     * An output.
     *
     * @param width of the image, as it comes out
     * @param height likewise
     * @param reduction by what that is smaller than the image in the file
     * @param shrinkers take the rows
     * @throws IOException if the components have sizes that are not known here
     */
    JpegOutput(List<JpegComponent> components, int width, int height, int reduction, BoxShrinkers shrinkers)
            throws IOException {
        this.shrinkers = shrinkers;
        this.height = height;
        this.argb = new int[width];
        JpegComponent luma = components.get(0);
        int side = SIDE / reduction;
        this.unitHeight = luma.down * side;
        List<Plane> all = new ArrayList<>();
        for (JpegComponent component : components) {
            all.add(plane(component, luma, width, height, side));
        }
        this.planes = List.copyOf(all);
    }

    private static Plane plane(JpegComponent component, JpegComponent luma, int width, int height, int lumaSide)
            throws IOException {
        int horizontal = luma.across / component.across;
        int vertical = luma.down / component.down;
        if (horizontal * component.across != luma.across || vertical * component.down != luma.down) {
            throw new IOException("colours for a part of a pixel");
        }
        int side = lumaSide;
        while (side < SIDE && horizontal % 2 == 0 && vertical % 2 == 0) {
            side *= 2;
            horizontal /= 2;
            vertical /= 2;
        }
        if (horizontal > 2 || vertical > horizontal) {
            throw new IOException("colours for " + horizontal + "x" + vertical + " pixels");
        }
        return new Plane(component, side, horizontal, vertical, width, height);
    }

    private static int[] colours(double factor, int rounding, int shift) {
        int[] colours = new int[COLOURS];
        int fixed = (int) (Math.abs(factor) * (1 << FRACTION_BITS) + 0.5);
        for (int sample = 0; sample < COLOURS; sample++) {
            int product = (factor < 0 ? -fixed : fixed) * (sample - 128);
            colours[sample] = (product + rounding) >> shift;
        }
        return colours;
    }

    /**
     * Takes the coefficients of a row of units.
     *
     * @param firstRows for each component the row of blocks, of those that it holds, that comes first
     * @param isLast whether it is the last one
     */
    void unitRow(int row, int[] firstRows, boolean isLast) {
        for (int index = 0; index < planes.size(); index++) {
            planes.get(index).fill(row, firstRows[index], scratch);
        }
        // The last rows may need colours of the next ones.
        int ready = isLast ? height : Math.min(height, (row + 1) * unitHeight - 2);
        while (rowsDone < ready) {
            pixels(rowsDone++);
            shrinkers.addRow(argb);
        }
    }

    private void pixels(int y) {
        Plane luma = planes.get(0);
        luma.select(y);
        if (planes.size() == 1) {
            for (int x = 0; x < argb.length; x++) {
                argb[x] = (luma.row[luma.start + x] & 0xFF) * 0x10101;
            }
            return;
        }
        Plane blueness = planes.get(1);
        Plane redness = planes.get(2);
        blueness.select(y);
        redness.select(y);
        convert(luma.row, luma.start, blueness.row, blueness.start, redness.row, redness.start, argb);
    }

    private static void convert(
            byte[] lumas, int luma, byte[] bluenesses, int blueness, byte[] rednesses, int redness, int[] argb) {
        for (int x = 0; x < argb.length; x++) {
            int light = lumas[luma + x] & 0xFF;
            int cb = bluenesses[blueness + x] & 0xFF;
            int cr = rednesses[redness + x] & 0xFF;
            int red = limited(light + RED_BY_CR[cr]);
            int green = limited(light + ((GREEN_BY_CB[cb] + GREEN_BY_CR[cr]) >> FRACTION_BITS));
            int blue = limited(light + BLUE_BY_CB[cb]);
            argb[x] = (red << 16) | (green << 8) | blue;
        }
    }

    private static int limited(int sample) {
        return Math.max(0, Math.min(255, sample));
    }

    /** The samples of a component: those of this row of units, and of those around it that are needed still. */
    private static final class Plane {
        private static final int UNITS = 3;

        private final JpegComponent component;
        private final int side;
        private final int horizontal;
        private final int vertical;
        private final int width;
        private final int height;
        private final int stride;
        private final int rows;
        private final byte[] samples;
        private final byte[] spread;
        private final int[] column;
        /** What a row of pixels is made of. */
        byte[] row;

        int start;

        Plane(JpegComponent component, int side, int horizontal, int vertical, int imageWidth, int imageHeight) {
            this.component = component;
            this.side = side;
            this.horizontal = horizontal;
            this.vertical = vertical;
            this.width = (imageWidth + horizontal - 1) / horizontal;
            this.height = (imageHeight + vertical - 1) / vertical;
            this.stride = component.blocksAcross * side;
            this.rows = component.down * side * UNITS;
            this.samples = new byte[Math.multiplyExact(stride, rows)];
            this.spread = new byte[horizontal == 1 ? 0 : 2 * width];
            this.column = new int[horizontal == 1 ? 0 : width];
            this.row = samples;
        }

        void fill(int unitRow, int firstRow, InverseDct.Scratch scratch) {
            for (int y = 0; y < component.down; y++) {
                int at = (unitRow * component.down + y) * side % rows * stride;
                int block = (firstRow + y) * component.blocksAcross;
                for (int x = 0; x < component.blocksAcross; x++, block++, at += side) {
                    InverseDct.samples(
                            side,
                            component.coefficients(),
                            JpegComponent.start(block),
                            component.last(block),
                            component.steps,
                            samples,
                            at,
                            stride,
                            scratch);
                }
            }
        }

        private int place(int y) {
            return Math.max(0, Math.min(height - 1, y)) % rows * stride;
        }

        /** Makes the samples for a row of pixels. */
        void select(int y) {
            int near = place(y / vertical);
            if (horizontal == 1) {
                start = near;
                return;
            }
            row = spread;
            if (width <= 2) {
                for (int x = 0; x < spread.length; x++) {
                    spread[x] = samples[near + x / 2];
                }
            } else if (vertical == 1) {
                spreadAcross(near);
            } else {
                spreadBoth(near, place(y / 2 + (y % 2 == 0 ? -1 : 1)));
            }
        }

        /** Three parts of the nearer sample and one of the other. */
        private void spreadAcross(int near) {
            spread[0] = samples[near];
            for (int x = 0; x < width; x++) {
                int three = 3 * (samples[near + x] & 0xFF);
                if (x > 0) {
                    spread[2 * x] = (byte) ((three + (samples[near + x - 1] & 0xFF) + 1) >> 2);
                }
                if (x < width - 1) {
                    spread[2 * x + 1] = (byte) ((three + (samples[near + x + 1] & 0xFF) + 2) >> 2);
                }
            }
            spread[2 * width - 1] = samples[near + width - 1];
        }

        private void spreadBoth(int near, int far) {
            for (int x = 0; x < width; x++) {
                column[x] = 3 * (samples[near + x] & 0xFF) + (samples[far + x] & 0xFF);
            }
            spread[0] = (byte) ((4 * column[0] + 8) >> 4);
            for (int x = 1; x < width; x++) {
                spread[2 * x - 1] = (byte) ((3 * column[x - 1] + column[x] + 7) >> 4);
                spread[2 * x] = (byte) ((3 * column[x] + column[x - 1] + 8) >> 4);
            }
            spread[2 * width - 1] = (byte) ((4 * column[width - 1] + 7) >> 4);
        }
    }
}
