package io.github.imgproxy4j.embedded.internal.codec;

import java.util.Arrays;

/** Up to 256 colours, each with a number, found by hashing. One thread at a time. */
final class ColourSet {
    static final int MAX_COLOURS = 256;

    private static final int PLACES = 1 << 10;

    private final int maxColours;
    private final int[] colours = new int[MAX_COLOURS];
    private final short[] numbers = new short[PLACES];
    private int size;

    /** An empty set with room for a number of colours. */
    ColourSet(int maxColours) {
        this.maxColours = maxColours;
        Arrays.fill(numbers, (short) -1);
    }

    /** All of a table; the first of equal ones counts. */
    static ColourSet of(int... colours) {
        ColourSet set = new ColourSet(colours.length);
        for (int colour : colours) {
            if (set.number(colour) < 0) {
                set.numbers[set.place(colour)] = (short) set.size;
            }
            set.colours[set.size++] = colour;
        }
        return set;
    }

    int size() {
        return size;
    }

    /** The number of a colour, or -1 if it is not in the set. */
    int number(int colour) {
        return numbers[place(colour)];
    }

    /** The number of a colour that is in the set from now on, or -1 if there is no room for it. */
    int add(int colour) {
        int place = place(colour);
        if (numbers[place] < 0 && size < maxColours) {
            colours[size] = colour;
            numbers[place] = (short) size++;
        }
        return numbers[place];
    }

    /** The colours in the order of their numbers. */
    int[] colours() {
        return Arrays.copyOf(colours, size);
    }

    /** Where a colour is, or would be. */
    private int place(int colour) {
        int place = (colour * 0x9E3779B1) >>> 22;
        while (numbers[place] >= 0 && colours[numbers[place]] != colour) {
            place = (place + 1) & (PLACES - 1);
        }
        return place;
    }
}
