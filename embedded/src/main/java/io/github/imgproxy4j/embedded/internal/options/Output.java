package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What a file is like, besides its quality.
 *
 * @param pngColours how many colours a PNG file is reduced to, as was asked for; 0: was not
 * @param paletteColours how many colours a PNG or GIF file has at most, because its source has so few; 0: any number
 * @param metadata what it says about its image
 * @param profile the colour space of the image, or null for sRGB
 */
public record Output(
        int pngColours,
        int paletteColours,
        Metadata metadata,
        @Nullable ColourProfile profile) {
    /** With fewer, a scaled drawing would lose its smooth edges. */
    private static final int FEWEST = 16;

    private static final int MOST = 256;

    public static final Output PLAIN = new Output(0, 0, Metadata.NONE, null);

    public static Output reduced(int pngColours) {
        return new Output(pngColours, 0, Metadata.NONE, null);
    }

    public Output with(Metadata kept, @Nullable ColourProfile keptProfile) {
        return new Output(pngColours, paletteColours, kept, keptProfile);
    }

    /** The same for a source whose colours are numbers of so many bits; 0: they are not. */
    public Output from(int paletteBits) {
        return new Output(pngColours, paletteBits == 0 ? 0 : Math.max(FEWEST, 1 << paletteBits), metadata, profile);
    }

    /** How many colours a PNG file is reduced to; 0: none is lost. */
    public int coloursOfPng() {
        return pngColours > 0 ? pngColours : paletteColours;
    }

    /** How many colours a GIF file has at most. */
    public int coloursOfGif() {
        return paletteColours > 0 ? paletteColours : MOST;
    }
}
