package io.github.imgproxy4j.embedded.internal.codec;

import java.util.Arrays;

/**
 * One of the components of a JPEG image, luma or a colour, in blocks of 64 coefficients: all of them, or those of one
 * row of the smallest units that hold whole blocks of every component. For one image.
 */
final class JpegComponent {
    private static final int BLOCK = 64;

    final int id;
    /** Blocks of a unit. */
    final int across;

    final int down;
    /** Blocks of a row of the image, the last unit filled up. */
    final int blocksAcross;

    /** Blocks that hold pixels of the image. */
    final int usedAcross;

    final int usedDown;
    final int[] steps = new int[BLOCK];
    private final short[] coefficients;
    private final byte[] lasts;
    /** For each coefficient how many of its bits are not known yet. */
    final int[] missingBits = new int[BLOCK];

    int predicted;

    /**
     * A component without coefficients.
     *
     * @param rows how many rows of blocks are held at a time
     */
    JpegComponent(int id, int across, int down, int blocksAcross, int usedAcross, int usedDown, int rows) {
        this.id = id;
        this.across = across;
        this.down = down;
        this.blocksAcross = blocksAcross;
        this.usedAcross = usedAcross;
        this.usedDown = usedDown;
        this.coefficients = new short[Math.multiplyExact(blocksAcross * BLOCK, rows)];
        this.lasts = new byte[blocksAcross * rows];
        Arrays.fill(missingBits, Integer.SIZE);
    }

    /** Coefficients in rows, before they are multiplied by their steps. */
    short[] coefficients() {
        return coefficients;
    }

    static int start(int block) {
        return block * BLOCK;
    }

    /** The number, in the order of the file, of the last coefficient of a block that is not zero, or of a later one. */
    int last(int block) {
        return lasts[block];
    }

    void seen(int block, int coefficient) {
        lasts[block] = (byte) Math.max(lasts[block], coefficient);
    }

    void clear() {
        Arrays.fill(coefficients, (short) 0);
        Arrays.fill(lasts, (byte) 0);
    }
}
