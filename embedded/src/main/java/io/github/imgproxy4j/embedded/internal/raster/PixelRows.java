package io.github.imgproxy4j.embedded.internal.raster;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a decoded image as packed pixels.
 *
 * <p>Takes the samples as they are and converts only what is no kind of RGB or gray: the JDK would take gray for linear
 * light, and colour profiles are dealt with on the small image. Alpha that is multiplied into the colours is taken out
 * of them. One thread at a time.
 */
public final class PixelRows {
    private static final int OPAQUE = 0xFF000000;

    private final Raster raster;
    private final int[] palette;
    private final int bands;
    private final int maximum;
    private final int[] samples;
    private final boolean premultiplied;
    /** Whether a row is there as it is wanted, but for the alpha of an opaque image. */
    private final boolean packed;

    private final @Nullable SampleConversion conversion;

    public PixelRows(BufferedImage image) {
        this(image.getRaster(), image.getColorModel());
    }

    /**
     * Rows of a raster.
     *
     * @param colours what its samples mean
     */
    public PixelRows(Raster raster, ColorModel colours) {
        this(raster, colours, null);
    }

    /**
     * Rows of a raster whose samples have to be converted.
     *
     * @param colours what its samples mean, as far as the JDK knows
     * @param conversion what they mean really, or null
     */
    public PixelRows(Raster raster, @Nullable ColorModel colours, @Nullable SampleConversion conversion) {
        this.conversion = conversion;
        this.premultiplied = colours != null && colours.hasAlpha() && colours.isAlphaPremultiplied();
        this.raster = raster;
        this.bands = raster.getNumBands();
        this.maximum = (1 << Math.min(30, raster.getSampleModel().getSampleSize(0))) - 1;
        this.samples = new int[raster.getWidth() * bands];
        this.palette = palette(colours);
        this.packed = conversion == null && !premultiplied && isPacked(raster, colours);
    }

    /** Reads one row into the array. */
    public void read(int y, int[] argb) {
        if (packed) {
            raster.getDataElements(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, argb);
            if (bands < 4) {
                makeOpaque(argb);
            }
            return;
        }
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
        pack(samples, argb);
    }

    /** Packs a row of samples, all those of a pixel side by side. */
    public void pack(int[] row, int[] argb) {
        if (conversion != null) {
            conversion.convert(row, bands, maximum, argb);
        } else if (palette.length > 0) {
            packIndexed(row, argb);
        } else if (bands < 3) {
            packGray(row, argb);
        } else {
            packColour(row, argb);
        }
        if (premultiplied) {
            divideByAlpha(argb);
        }
    }

    private static void makeOpaque(int[] argb) {
        for (int x = 0; x < argb.length; x++) {
            argb[x] |= OPAQUE;
        }
    }

    private static boolean isPacked(Raster raster, @Nullable ColorModel colours) {
        return colours instanceof DirectColorModel model
                && raster.getTransferType() == DataBuffer.TYPE_INT
                && raster.getSampleModel() instanceof SinglePixelPackedSampleModel
                && model.getRedMask() == 0xFF0000
                && model.getGreenMask() == 0xFF00
                && model.getBlueMask() == 0xFF
                && model.getAlphaMask() == (model.hasAlpha() ? OPAQUE : 0);
    }

    private static void divideByAlpha(int[] argb) {
        for (int x = 0; x < argb.length; x++) {
            int cover = argb[x] >>> 24;
            if (cover != 255) {
                argb[x] = cover << 24
                        | divided(argb[x] >> 16 & 0xFF, cover) << 16
                        | divided(argb[x] >> 8 & 0xFF, cover) << 8
                        | divided(argb[x] & 0xFF, cover);
            }
        }
    }

    private static int divided(int sample, int cover) {
        return cover == 0 ? 0 : Math.min(255, (sample * 255 + cover / 2) / cover);
    }

    private static int[] palette(@Nullable ColorModel colours) {
        if (!(colours instanceof IndexColorModel model)) {
            return new int[0];
        }
        int[] palette = new int[model.getMapSize()];
        model.getRGBs(palette);
        return palette;
    }

    private void packIndexed(int[] row, int[] argb) {
        for (int x = 0; x < row.length; x++) {
            argb[x] = row[x] < palette.length ? palette[row[x]] : 0;
        }
    }

    private void packGray(int[] row, int[] argb) {
        int x = 0;
        for (int index = 0; index < row.length; index += bands) {
            int gray = eightBits(row[index]);
            int cover = bands == 2 ? eightBits(row[index + 1]) << 24 : OPAQUE;
            argb[x++] = cover | gray << 16 | gray << 8 | gray;
        }
    }

    private void packColour(int[] row, int[] argb) {
        int x = 0;
        for (int index = 0; index < row.length; index += bands) {
            int cover = bands == 4 ? eightBits(row[index + 3]) << 24 : OPAQUE;
            argb[x++] =
                    cover | eightBits(row[index]) << 16 | eightBits(row[index + 1]) << 8 | eightBits(row[index + 2]);
        }
    }

    public int width() {
        return raster.getWidth();
    }

    public int height() {
        return raster.getHeight();
    }

    private int eightBits(int sample) {
        return eightBits(sample, maximum);
    }

    /** A sample from 0 to a maximum, as one from 0 to 255. */
    public static int eightBits(int sample, int maximum) {
        return maximum == 255 ? sample : (int) ((sample * 255L + maximum / 2) / maximum);
    }
}
