package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.raster.Pixels;

/**
 * What an image looks like from afar: the mean cover, red, green and blue of each of 6 times 6 fields, a letter of 64 for
 * each. Of a field that nobody sees the colour is black.
 */
final class Fingerprint {
    private static final int SIDE = 6;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Fingerprint() {}

    /** A text without spaces, always of the same length. */
    static String of(Pixels image) {
        StringBuilder print = new StringBuilder();
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                field(image, column, row, print);
            }
        }
        return print.toString();
    }

    private static void field(Pixels image, int column, int row, StringBuilder print) {
        int left = column * image.width() / SIDE;
        int right = Math.max(left + 1, (column + 1) * image.width() / SIDE);
        int top = row * image.height() / SIDE;
        int bottom = Math.max(top + 1, (row + 1) * image.height() / SIDE);
        double[] sums = new double[4];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = image.argb()[y * image.width() + x];
                int cover = pixel >>> 24;
                sums[0] += cover;
                for (int channel = 1; channel < 4; channel++) {
                    sums[channel] += (pixel >> (24 - 8 * channel) & 0xFF) * cover / 255.0;
                }
            }
        }
        for (double sum : sums) {
            double mean = sum / ((right - left) * (bottom - top));
            print.append(LETTERS.charAt((int) Math.min(63, Math.round(mean / 255 * 63))));
        }
    }

    /** How far two are apart in the field where they are furthest, from 0 to 1; 1 if they have not the same length. */
    static double distance(String one, String other) {
        if (one.length() != other.length()) {
            return 1;
        }
        int most = 0;
        for (int index = 0; index < one.length(); index++) {
            int difference = LETTERS.indexOf(one.charAt(index)) - LETTERS.indexOf(other.charAt(index));
            most = Math.max(most, Math.abs(difference));
        }
        return most / 63.0;
    }
}
