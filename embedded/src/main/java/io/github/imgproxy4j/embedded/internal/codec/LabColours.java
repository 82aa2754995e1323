package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.raster.PixelRows;
import io.github.imgproxy4j.embedded.internal.raster.SampleConversion;

/**
 * Converts CIE L*a*b* as TIFF stores it (TIFF 6.0, section 23): lightness, and two signed numbers from green to red and
 * from blue to yellow; with the white of D50, which is the print trade's. Stateless.
 */
final class LabColours implements SampleConversion {
    private static final double WHITE_X = 0.9642;
    private static final double WHITE_Z = 0.8249;

    /** To linear sRGB, the adaptation from D50 to D65 (Bradford) included. */
    private static final double[][] TO_SRGB = {
        {3.1338561, -1.6168667, -0.4906146},
        {-0.9787684, 1.9161415, 0.0334540},
        {0.0719453, -0.2289914, 1.4052427}
    };

    @Override
    public void convert(int[] samples, int bands, int maximum, int[] argb) {
        for (int x = 0; x < samples.length / bands; x++) {
            int at = x * bands;
            int cover = bands > 3 ? PixelRows.eightBits(samples[at + 3], maximum) : 255;
            argb[x] = cover << 24
                    | rgb(
                            100.0 * samples[at] / maximum,
                            signed(samples[at + 1], maximum),
                            signed(samples[at + 2], maximum));
        }
    }

    /** In steps of one, and of 1/256 where there are 16 bits. */
    private static double signed(int sample, int maximum) {
        int range = maximum + 1;
        return (sample > maximum / 2 ? sample - range : sample) * 256.0 / range;
    }

    private static int rgb(double lightness, double redness, double yellowness) {
        double middle = (lightness + 16) / 116;
        double x = WHITE_X * cube(middle + redness / 500);
        double y = cube(middle);
        double z = WHITE_Z * cube(middle - yellowness / 200);
        int rgb = 0;
        for (double[] row : TO_SRGB) {
            rgb = rgb << 8 | sample(row[0] * x + row[1] * y + row[2] * z);
        }
        return rgb;
    }

    /** With its straight part near black. */
    private static double cube(double root) {
        return root > 6.0 / 29 ? root * root * root : (root - 16.0 / 116) / 7.787;
    }

    private static int sample(double linear) {
        double light = Math.max(0, Math.min(1, linear));
        double sample = light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * sample);
    }
}
