package io.github.imgproxy4j.embedded.internal.codec;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The colours of a table that may stand for each other where that makes a file smaller. The eye tells them apart only side by
 * side. Immutable.
 */
final class NearColours {
    /** None may stand for another. */
    static final NearColours NONE = new NearColours(new byte[0][]);

    /** Colours of drawings are few; those of photographs lie so close that all would blur. */
    private static final int MOST_COLOURS = 64;

    /** By how much green may differ, or all three by as much together; red counts half and blue a quarter. */
    private static final int FARTHEST = 4 * 16 * 16;

    private final byte[][] others;

    private NearColours(byte[][] others) {
        this.others = others;
    }

    /** Those of a table with packed colours. */
    static NearColours of(int... colours) {
        if (colours.length > MOST_COLOURS) {
            return NONE;
        }
        byte[][] others = new byte[colours.length][];
        for (int number = 0; number < colours.length; number++) {
            int colour = colours[number];
            int[] near = IntStream.range(0, colours.length)
                    .filter(other -> colours[other] != colour && distance(colour, colours[other]) <= FARTHEST)
                    .boxed()
                    .sorted(Comparator.comparingInt(other -> distance(colour, colours[other])))
                    .mapToInt(Integer::intValue)
                    .toArray();
            others[number] = new byte[near.length];
            for (int index = 0; index < near.length; index++) {
                others[number][index] = (byte) near[index];
            }
        }
        return new NearColours(others);
    }

    private static int distance(int colour, int other) {
        if (colour >>> 24 != other >>> 24) {
            return Integer.MAX_VALUE;
        }
        int red = (colour >> 16 & 0xFF) - (other >> 16 & 0xFF);
        int green = (colour >> 8 & 0xFF) - (other >> 8 & 0xFF);
        int blue = (colour & 0xFF) - (other & 0xFF);
        return 2 * red * red + 4 * green * green + blue * blue;
    }

    /** The numbers of the colours that may stand for a colour, the nearest first; shared, not to be written. */
    byte[] others(int number) {
        return number < others.length ? others[number] : new byte[0];
    }

    boolean isEmpty() {
        return others.length == 0;
    }
}
