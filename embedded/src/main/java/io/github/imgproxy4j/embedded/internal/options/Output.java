package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What a file is like, besides its quality.
 *
 * @param pngColours how many colours a PNG file is reduced to; 0: none is lost
 * @param metadata what it says about its picture
 * @param profile the colour space of the picture, or null for sRGB
 */
public record Output(
        int pngColours, Metadata metadata, @Nullable ColourProfile profile) {
    public static final Output PLAIN = new Output(0, Metadata.NONE, null);

    public static Output reduced(int pngColours) {
        return new Output(pngColours, Metadata.NONE, null);
    }

    public Output with(Metadata kept, @Nullable ColourProfile keptProfile) {
        return new Output(pngColours, kept, keptProfile);
    }
}
