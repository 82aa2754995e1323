package io.github.imgproxy4j.embedded;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ICC profile of a source, not yet trusted. Immutable. */
final class ColourProfile {
    private static final Logger LOG = LoggerFactory.getLogger(ColourProfile.class);
    private static final int HEADER_BYTES = 128;
    private static final int COLOUR_SPACE_OFFSET = 16;

    /** Four megabytes; real profiles have some hundred bytes to two megabytes. */
    static final int MAX_BYTES = 4 << 20;

    private final byte[] icc;

    private ColourProfile(byte[] icc) {
        this.icc = icc;
    }

    /** The profile that a file has in parts; null if it has none, or one that is too large. */
    static @Nullable ColourProfile of(List<Bytes> parts) {
        long length = parts.stream().mapToLong(Bytes::length).sum();
        return length == 0 || length > MAX_BYTES ? null : new ColourProfile(Bytes.joined(parts));
    }

    /** The picture in sRGB; unchanged if the profile is one of inks, whose decoder knows it, or cannot be used. */
    Pixels toSrgb(Pixels pixels) {
        int bands = isRgb() ? 3 : isOf("GRAY") ? 1 : 0;
        if (bands == 0) {
            return pixels;
        }
        try {
            return converted(pixels, bands, ICC_Profile.getInstance(icc));
        } catch (RuntimeException | StackOverflowError unusable) {
            // The colour engine refuses odd profiles with several kinds of exception. A picture in slightly wrong
            // colours, which is also what a browser shows then, is better than none.
            LOG.debug("colour profile ignored: {}", unusable.toString());
            return pixels;
        }
    }

    /** The bytes of the profile, shared. */
    byte[] icc() {
        return icc;
    }

    /** Whether its colours are made of red, green and blue. */
    boolean isRgb() {
        return isOf("RGB ");
    }

    private boolean isOf(String space) {
        return icc.length > HEADER_BYTES
                && new String(icc, COLOUR_SPACE_OFFSET, 4, StandardCharsets.US_ASCII).equals(space);
    }

    private static Pixels converted(Pixels pixels, int bands, ICC_Profile profile) {
        ICC_Profile[] way = {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
        WritableRaster srgb = new ColorConvertOp(way, null).filter(raster(pixels, bands), emptyRaster(pixels, 3));
        byte[] samples = ((DataBufferByte) srgb.getDataBuffer()).getData();
        int[] from = pixels.argb();
        int[] to = new int[from.length];
        for (int index = 0; index < to.length; index++) {
            to[index] = (from[index] & 0xFF000000)
                    | (samples[index * 3] & 0xFF) << 16
                    | (samples[index * 3 + 1] & 0xFF) << 8
                    | (samples[index * 3 + 2] & 0xFF);
        }
        return new Pixels(pixels.width(), pixels.height(), to, pixels.hasAlpha());
    }

    private static WritableRaster emptyRaster(Pixels pixels, int bands) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, pixels.width(), pixels.height(), bands, null);
    }

    private static WritableRaster raster(Pixels pixels, int bands) {
        WritableRaster raster = emptyRaster(pixels, bands);
        byte[] samples = ((DataBufferByte) raster.getDataBuffer()).getData();
        int[] argb = pixels.argb();
        for (int index = 0; index < argb.length; index++) {
            for (int band = 0; band < bands; band++) {
                samples[index * bands + band] = (byte) (argb[index] >> (16 - 8 * band));
            }
        }
        return raster;
    }
}
