package io.github.imgproxy4j.embedded.internal.format;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;

/**
 * How the stored pixels must be turned and mirrored to stand upright, numbered as in Exif tag 0x0112. Turning comes
 * first, clockwise; then left and right may change places.
 *
 * @param exifValue from 1 (upright) to 8
 */
public record Orientation(int exifValue) {
    public static final Orientation UPRIGHT = new Orientation(1);

    /** By whether they mirror, then by quarter turns. */
    private static final int[][] EXIF_VALUES = {{1, 6, 3, 8}, {2, 5, 4, 7}};

    /** The orientation for a value out of a file; anything unknown counts as upright. */
    public static Orientation of(int exifValue) {
        return exifValue >= 1 && exifValue <= 8 ? new Orientation(exifValue) : UPRIGHT;
    }

    /**
     * The same, turned and mirrored further.
     *
     * @param angle degrees clockwise, a multiple of 90
     * @param leftRight whether left and right change places after that
     * @param upDown whether top and bottom do
     */
    public Orientation then(int angle, boolean leftRight, boolean upDown) {
        int turned = Math.floorMod(angle / 90, 4);
        // Mirrored pixels turn the other way round; upside down is half a turn and left to right.
        int turns = (isMirrored() ? turns() - turned : turns() + turned) + (upDown ? 2 : 0);
        return of(EXIF_VALUES[isMirrored() ^ leftRight ^ upDown ? 1 : 0][Math.floorMod(turns, 4)]);
    }

    private int turns() {
        return switch (exifValue) {
            case 3, 4 -> 2;
            case 5, 6 -> 1;
            case 7, 8 -> 3;
            default -> 0;
        };
    }

    private boolean isMirrored() {
        return exifValue == 2 || exifValue == 4 || exifValue == 5 || exifValue == 7;
    }

    /** Whether width and height change places. */
    public boolean swapsAxes() {
        return exifValue >= 5;
    }

    /** The stored area that shows as a given area of the upright image of a given size. */
    public Area stored(Area upright, int uprightWidth, int uprightHeight) {
        int left = mirrorsColumns() ? uprightWidth - upright.left() - upright.width() : upright.left();
        int top = mirrorsRows() ? uprightHeight - upright.top() - upright.height() : upright.top();
        return swapsAxes()
                ? new Area(top, left, upright.height(), upright.width())
                : new Area(left, top, upright.width(), upright.height());
    }

    /** The pixels turned upright, however long it takes; the same object if they are. */
    public Pixels upright(Pixels stored) {
        return upright(stored, Deadline.never());
    }

    /** The pixels turned upright; the same object if they are. */
    public Pixels upright(Pixels stored, Deadline deadline) {
        if (exifValue == 1) {
            return stored;
        }
        int width = swapsAxes() ? stored.height() : stored.width();
        int height = swapsAxes() ? stored.width() : stored.height();
        int[] from = stored.argb();
        int[] to = new int[from.length];
        int stepAcross = swapsAxes() ? stored.width() : 1;
        int stepDown = swapsAxes() ? 1 : stored.width();
        for (int y = 0; y < height; y++) {
            int source = (mirrorsRows() ? height - 1 - y : y) * stepDown;
            int step = stepAcross;
            if (mirrorsColumns()) {
                source += (width - 1) * stepAcross;
                step = -stepAcross;
            }
            int row = y * width;
            for (int x = 0; x < width; x++) {
                deadline.lookAt(row + x);
                to[row + x] = from[source];
                source += step;
            }
        }
        return new Pixels(width, height, to, stored.hasAlpha());
    }

    /** Whether a column of the upright image counts from the other end of the stored line. */
    public boolean mirrorsColumns() {
        return exifValue == 2 || exifValue == 3 || exifValue == 6 || exifValue == 7;
    }

    /** The same for a row. */
    public boolean mirrorsRows() {
        return exifValue == 3 || exifValue == 4 || exifValue == 7 || exifValue == 8;
    }
}
