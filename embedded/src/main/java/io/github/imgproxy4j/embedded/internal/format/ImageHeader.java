package io.github.imgproxy4j.embedded.internal.format;

import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a source tell, before anything is decoded.
 *
 * @param format the type by its magic bytes, never by a name
 * @param width stored pixels across
 * @param height stored pixels down
 * @param alpha whether any pixel may be less than opaque
 * @param orientation how to turn them upright
 * @param decoderBytesPerPixel what a decoder holds of the whole image while it works, inside the heap or outside
 * @param profile their colour space, or null for sRGB
 * @param animation the frames, none for a still image
 * @param metadata what else the file says
 * @param paletteBits of the number of a colour, where pixels are such numbers; else 0
 */
public record ImageHeader(
        ImageFormat format,
        int width,
        int height,
        boolean alpha,
        Orientation orientation,
        int decoderBytesPerPixel,
        @Nullable ColourProfile profile,
        AnimationHeader animation,
        Metadata metadata,
        int paletteBits) {

    /** The header of a still image. */
    ImageHeader(
            ImageFormat format,
            int width,
            int height,
            boolean alpha,
            Orientation orientation,
            int decoderBytesPerPixel,
            @Nullable ColourProfile profile) {
        this(
                format,
                width,
                height,
                alpha,
                orientation,
                decoderBytesPerPixel,
                profile,
                AnimationHeader.NONE,
                Metadata.NONE,
                0);
    }

    ImageHeader with(Metadata known) {
        return new ImageHeader(
                format,
                width,
                height,
                alpha,
                orientation,
                decoderBytesPerPixel,
                profile,
                animation,
                known,
                paletteBits);
    }

    ImageHeader withPalette(int bits) {
        return new ImageHeader(
                format, width, height, alpha, orientation, decoderBytesPerPixel, profile, animation, metadata, bits);
    }

    public long pixelCount() {
        return (long) width * height;
    }

    public int uprightWidth() {
        return orientation.swapsAxes() ? height : width;
    }

    public int uprightHeight() {
        return orientation.swapsAxes() ? width : height;
    }
}
