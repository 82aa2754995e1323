package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.BoxShrinkers;
import io.github.imgproxy4j.embedded.internal.raster.PixelRows;
import java.awt.Point;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import javax.imageio.ImageTypeSpecifier;

/**
 * The destination that a reader writes its rows into, of which only shrunk images are kept.
 *
 * <p>It claims the size of the whole image and has storage for one sample. The JDK's JPEG reader delivers each row
 * with one call of {@link #setRect(int, int, Raster)}, in order (a progressive file several times over, once for each
 * scan, of which the last counts), its PNG reader each pixel with {@link #setPixel(int, int, int[])}; neither reads back. An image of any size is
 * thus decoded without ever being in memory. Nothing but these calls works on it.
 */
final class ShrinkingRaster extends WritableRaster {
    private final BoxShrinkers shrinker;
    private final PixelRows rows;
    private final int[] samples;
    private final int[] argb;
    private final Deadline deadline;
    /** Whether samples are red, green, blue and perhaps alpha with eight bits, and need no thought. */
    private final boolean plainColour;

    private int passesToSkip;
    private int nextColumn;
    private boolean whole;
    private boolean strayed;

    ShrinkingRaster(ImageTypeSpecifier type, int width, int height, BoxShrinkers shrinker, Deadline deadline) {
        super(type.getSampleModel(width, height), oneSample(type), new Point(0, 0));
        this.rows = new PixelRows(this, type.getColorModel());
        this.samples = new int[Math.multiplyExact(width, numBands)];
        this.argb = new int[width];
        this.shrinker = shrinker;
        this.plainColour = numBands >= 3
                && getSampleModel().getDataType() == DataBuffer.TYPE_BYTE
                && !type.getColorModel().isAlphaPremultiplied();
        this.deadline = deadline;
    }

    /**
     * Leaves out the first times that the image comes, because it comes better.
     *
     * @param passes how often it comes before it counts
     */
    ShrinkingRaster skipping(int passes) {
        passesToSkip = passes;
        return this;
    }

    private static DataBuffer oneSample(ImageTypeSpecifier type) {
        return type.getSampleModel().getDataType() == DataBuffer.TYPE_USHORT
                ? new DataBufferUShort(1)
                : new DataBufferByte(1);
    }

    @Override
    public void setRect(int left, int top, Raster row) {
        deadline.look();
        if (passesToSkip > 0) {
            passesToSkip -= top == getHeight() - 1 ? 1 : 0;
            return;
        }
        if (top == 0 && shrinker.isComplete()) {
            whole = true;
            shrinker.restart();
        }
        if (left == 0
                && top == shrinker.rowsSeen()
                && row.getHeight() == 1
                && row.getWidth() == getWidth()
                && row.getSampleModel() instanceof PixelInterleavedSampleModel model
                && row.getDataBuffer() instanceof DataBufferByte buffer) {
            addBytes(model, buffer);
        } else {
            strayed = true;
        }
    }

    @Override
    public void setPixel(int x, int y, int[] pixel) {
        if (x != nextColumn || y != shrinker.rowsSeen()) {
            strayed = true;
            return;
        }
        deadline.lookAt(x);
        if (plainColour) {
            int cover = numBands == 4 ? pixel[3] : 0xFF;
            argb[x] = cover << 24 | pixel[0] << 16 | pixel[1] << 8 | pixel[2];
        } else {
            System.arraycopy(pixel, 0, samples, x * numBands, numBands);
        }
        nextColumn++;
        if (nextColumn == getWidth()) {
            nextColumn = 0;
            if (!plainColour) {
                rows.pack(samples, argb);
            }
            shrinker.addRow(argb);
        }
    }

    private void addBytes(PixelInterleavedSampleModel model, DataBufferByte buffer) {
        int[] bands = model.getBandOffsets();
        boolean gray = bands.length < 3;
        shrinker.addRow(
                buffer.getData(),
                buffer.getOffset(),
                model.getPixelStride(),
                bands[0],
                bands[gray ? 0 : 1],
                bands[gray ? 0 : 2]);
    }

    /** Whether every row came, and all of them in order. */
    boolean isComplete() {
        return !strayed && (whole || shrinker.isComplete());
    }

    /** Whether rows came, all of them in order, before the reader gave up. */
    boolean hasRows() {
        return !strayed && (whole || shrinker.rowsSeen() > 0);
    }
}
