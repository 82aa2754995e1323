package io.github.imgproxy4j.embedded;

import java.awt.Point;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;

/**
 * The destination that a reader writes its rows into, of which only the shrunk picture is kept.
 *
 * <p>It claims the size of the whole picture and has storage for one sample. The JDK's JPEG reader delivers each row
 * with one call of {@link #setRect(int, int, Raster)}, in order (a progressive file several times over, once for each
 * scan), and never reads back; a picture of any size is thus
 * decoded without ever being in memory. Nothing but that call works on it.
 */
final class ShrinkingRaster extends WritableRaster {
    private final BoxShrinker shrinker;
    private boolean strayed;

    ShrinkingRaster(SampleModel sampleModel, BoxShrinker shrinker) {
        super(sampleModel, new DataBufferByte(1), new Point(0, 0));
        this.shrinker = shrinker;
    }

    @Override
    public void setRect(int left, int top, Raster row) {
        if (top == 0 && shrinker.isComplete()) {
            shrinker.restart();
        }
        if (left != 0
                || top != shrinker.rowsSeen()
                || row.getHeight() != 1
                || row.getWidth() != getWidth()
                || !(row.getSampleModel() instanceof PixelInterleavedSampleModel model)
                || !(row.getDataBuffer() instanceof DataBufferByte buffer)) {
            strayed = true;
            return;
        }
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
        return !strayed && shrinker.isComplete();
    }
}
