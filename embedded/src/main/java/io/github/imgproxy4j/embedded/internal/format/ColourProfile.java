package io.github.imgproxy4j.embedded.internal.format;

import io.github.imgproxy4j.embedded.internal.limit.CalledOffException;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
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
public final class ColourProfile {
    private static final Logger LOG = LoggerFactory.getLogger(ColourProfile.class);
    private static final int HEADER_BYTES = 128;
    private static final int COLOUR_SPACE_OFFSET = 16;

    /** Four megabytes; real profiles have some hundred bytes to two megabytes. */
    static final int MAX_BYTES = 4 << 20;

    private final byte[] icc;

    private ColourProfile(byte[] icc) {
        this.icc = icc;
    }

    /** The profile that a file has in parts; null if it has none, or one that is too large, or too short to be one. */
    public static @Nullable ColourProfile of(List<ByteReader> parts) {
        long length = parts.stream().mapToLong(ByteReader::length).sum();
        return length <= HEADER_BYTES || length > MAX_BYTES ? null : new ColourProfile(ByteReader.joined(parts));
    }

    /** The image in sRGB; unchanged if the profile is one of inks, whose decoder knows it, or cannot be used. */
    public Pixels toSrgb(Pixels pixels, Deadline deadline) {
        int bands = isRgb() ? 3 : isOf("GRAY") ? 1 : 0;
        if (bands == 0) {
            return pixels;
        }
        try {
            return converted(pixels, bands, ICC_Profile.getInstance(icc), deadline);
        } catch (CalledOffException late) {
            throw late;
        } catch (RuntimeException | StackOverflowError unusable) {
            // The colour engine refuses odd profiles with several kinds of exception. An image in slightly wrong
            // colours, which is also what a browser shows then, is better than none.
            LOG.debug("colour profile ignored: {}", unusable.toString());
            return pixels;
        }
    }

    /** The bytes of the profile, shared. */
    public byte[] icc() {
        return icc;
    }

    /** Whether its colours are made of red, green and blue. */
    public boolean isRgb() {
        return isOf("RGB ");
    }

    /** Whether its colours are cyan, magenta, yellow and black. */
    public boolean isOfInks() {
        return isOf("CMYK");
    }

    private boolean isOf(String space) {
        return icc.length > HEADER_BYTES
                && new String(icc, COLOUR_SPACE_OFFSET, 4, StandardCharsets.US_ASCII).equals(space);
    }

    /** Band by band, so that it can be stopped, and needs no second copy of all of it. */
    private static Pixels converted(Pixels pixels, int bands, ICC_Profile profile, Deadline deadline) {
        ICC_Profile[] way = {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
        ColorConvertOp conversion = new ColorConvertOp(way, null);
        int[] to = new int[pixels.argb().length];
        int most = Math.max(1, Math.min(to.length, Deadline.MOST_PIXELS));
        WritableRaster own = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, most, 1, bands, null);
        WritableRaster srgb = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, most, 1, 3, null);
        for (int start = 0; start < to.length; start += most) {
            deadline.look();
            int count = Math.min(most, to.length - start);
            unpack(pixels.argb(), start, count, bands, own);
            conversion.filter(own, srgb);
            pack(srgb, pixels.argb(), start, count, to);
        }
        return new Pixels(pixels.width(), pixels.height(), to, pixels.hasAlpha());
    }

    private static void unpack(int[] argb, int start, int count, int bands, WritableRaster own) {
        byte[] samples = ((DataBufferByte) own.getDataBuffer()).getData();
        int at = 0;
        for (int index = start; index < start + count; index++) {
            for (int band = 0; band < bands; band++) {
                samples[at++] = (byte) (argb[index] >> (16 - 8 * band));
            }
        }
    }

    private static void pack(WritableRaster srgb, int[] from, int start, int count, int[] to) {
        byte[] samples = ((DataBufferByte) srgb.getDataBuffer()).getData();
        int at = 0;
        for (int index = start; index < start + count; index++) {
            to[index] = (from[index] & 0xFF000000)
                    | (samples[at++] & 0xFF) << 16
                    | (samples[at++] & 0xFF) << 8
                    | (samples[at++] & 0xFF);
        }
    }
}
