package io.github.imgproxy4j.embedded;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Reads the rows of a decoded image as packed pixels.
 *
 * <p>Takes the samples as they are and converts no colour space: the JDK would take gray for linear light, and colour
 * profiles are dealt with on the small picture. One thread at a time.
 */
final class PixelRows {
    private static final int OPAQUE = 0xFF000000;

    private final Raster raster;
    private final int[] palette;
    private final int bands;
    private final int maximum;
    private final int[] samples;

    PixelRows(BufferedImage image) {
        this.raster = image.getRaster();
        this.bands = raster.getNumBands();
        this.maximum = (1 << Math.min(30, raster.getSampleModel().getSampleSize(0))) - 1;
        this.samples = new int[raster.getWidth() * bands];
        this.palette = palette(image);
    }

    /** Reads one row into the array. */
    void read(int y, int[] argb) {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
        if (palette.length > 0) {
            readIndexed(argb);
        } else if (bands < 3) {
            readGray(argb);
        } else {
            readColour(argb);
        }
    }

    private static int[] palette(BufferedImage image) {
        if (!(image.getColorModel() instanceof IndexColorModel model)) {
            return new int[0];
        }
        int[] palette = new int[model.getMapSize()];
        model.getRGBs(palette);
        return palette;
    }

    private void readIndexed(int[] argb) {
        for (int x = 0; x < samples.length; x++) {
            argb[x] = samples[x] < palette.length ? palette[samples[x]] : 0;
        }
    }

    private void readGray(int[] argb) {
        int x = 0;
        for (int index = 0; index < samples.length; index += bands) {
            int gray = eightBits(samples[index]);
            int cover = bands == 2 ? eightBits(samples[index + 1]) << 24 : OPAQUE;
            argb[x++] = cover | gray << 16 | gray << 8 | gray;
        }
    }

    private void readColour(int[] argb) {
        int x = 0;
        for (int index = 0; index < samples.length; index += bands) {
            int cover = bands == 4 ? eightBits(samples[index + 3]) << 24 : OPAQUE;
            argb[x++] = cover
                    | eightBits(samples[index]) << 16
                    | eightBits(samples[index + 1]) << 8
                    | eightBits(samples[index + 2]);
        }
    }

    private int eightBits(int sample) {
        return maximum == 255 ? sample : (int) ((sample * 255L + maximum / 2) / maximum);
    }
}
