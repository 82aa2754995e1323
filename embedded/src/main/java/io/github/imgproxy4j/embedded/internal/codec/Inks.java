package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.format.CmykProfile;
import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.raster.PixelRows;
import io.github.imgproxy4j.embedded.internal.raster.SampleConversion;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what cyan, magenta, yellow and black inks look like; a fifth sample is how opaque they are. For one thread. */
final class Inks implements SampleConversion {
    private static final Logger LOG = LoggerFactory.getLogger(Inks.class);
    private static final int INKS = 4;

    private final ColorConvertOp conversion;

    private Inks(ICC_Profile profile) {
        this.conversion =
                new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }

    /** By the image's own profile or, where that is none of inks or cannot be used, by the one that imgproxy assumes. */
    static Inks of(@Nullable ColourProfile profile) {
        if (profile != null && profile.isOfInks()) {
            try {
                Inks own = new Inks(ICC_Profile.getInstance(profile.icc()));
                own.convert(new int[INKS], INKS, 255, new int[1]);
                return own;
            } catch (RuntimeException | StackOverflowError unusable) {
                LOG.debug("profile of inks ignored: {}", unusable.toString());
            }
        }
        return new Inks(ICC_Profile.getInstance(CmykProfile.assumed()));
    }

    @Override
    public void convert(int[] samples, int bands, int maximum, int[] argb) {
        int width = samples.length / bands;
        WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, INKS, null);
        WritableRaster light = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, 3, null);
        byte[] from = ((DataBufferByte) inks.getDataBuffer()).getData();
        for (int x = 0; x < width; x++) {
            for (int ink = 0; ink < INKS; ink++) {
                from[x * INKS + ink] = (byte) PixelRows.eightBits(samples[x * bands + ink], maximum);
            }
        }
        conversion.filter(inks, light);
        byte[] to = ((DataBufferByte) light.getDataBuffer()).getData();
        for (int x = 0; x < width; x++) {
            int cover = bands > INKS ? PixelRows.eightBits(samples[x * bands + INKS], maximum) : 255;
            argb[x] = cover << 24 | (to[x * 3] & 0xFF) << 16 | (to[x * 3 + 1] & 0xFF) << 8 | (to[x * 3 + 2] & 0xFF);
        }
    }
}
