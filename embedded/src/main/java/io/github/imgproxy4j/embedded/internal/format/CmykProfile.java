package io.github.imgproxy4j.embedded.internal.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.color.ColorSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Makes the colour profile of cyan, magenta, yellow and black inks from colours that were measured (ICC.1:2001-04, a
 * lut8Type from CMYK to Lab). Stateless.
 */
public final class CmykProfile {
    /** Header, seven tags and the white point. */
    private static final int HEAD = 128 + 4 + 7 * 12 + 20;

    private static final int STEPS = 5;
    private static final int MOST_IN_SEGMENT = 0xFFFF - 16;

    private CmykProfile() {}

    /** The profile that imgproxy assumes where there is none. */
    public static byte[] assumed() {
        return Assumed.ICC;
    }

    /** A JPEG file with a profile, in as many segments as it takes. */
    public static byte[] into(ByteReader jpeg, byte[] icc) throws IOException {
        int count = (icc.length + MOST_IN_SEGMENT - 1) / MOST_IN_SEGMENT;
        List<ByteReader> parts = new ArrayList<>();
        parts.add(jpeg.part(0, 2));
        for (int number = 0; number < count; number++) {
            int start = number * MOST_IN_SEGMENT;
            int length = Math.min(MOST_IN_SEGMENT, icc.length - start);
            ByteBuffer segment = ByteBuffer.allocate(18);
            segment.putShort((short) 0xFFE2).putShort((short) (16 + length));
            segment.put("ICC_PROFILE\0".getBytes(ISO_8859_1))
                    .put((byte) (number + 1))
                    .put((byte) count);
            parts.add(ByteReader.of(segment.array()));
            parts.add(ByteReader.of(icc).part(start, length));
        }
        parts.add(jpeg.part(2, jpeg.length() - 2L));
        return ByteReader.joined(parts);
    }

    /**
     * A profile.
     *
     * @param steps of each ink, from none to full, evenly
     * @param rgb red, green and blue for all combinations; black changes fastest, cyan slowest
     */
    public static byte[] icc(int steps, byte[] rgb) {
        int toLab = 48 + 4 * 256 + rgb.length + 3 * 256;
        int fromLab = 48 + 3 * 256 + 8 * 4 + 4 * 256;
        ByteBuffer icc = ByteBuffer.allocate(HEAD + toLab + fromLab);
        head(icc, toLab, fromLab);
        lut(icc, 4, 3, steps);
        for (int index = 0; index < rgb.length; index += 3) {
            lab(icc, rgb, index);
        }
        straight(icc, 3);
        lut(icc, 3, 4, 2);
        for (int corner = 0; corner < 8; corner++) {
            // Nothing is printed here, but a profile without this direction counts as broken: what is dark becomes
            // black.
            icc.putInt(corner < 4 ? 0xFF : 0);
        }
        straight(icc, 4);
        return icc.array();
    }

    private static void head(ByteBuffer icc, int toLab, int fromLab) {
        icc.putInt(icc.capacity()).putInt(0).putInt(0x02400000).put("prtrCMYKLab ".getBytes(ISO_8859_1));
        icc.putShort((short) 2026).putShort((short) 11).putShort((short) 21);
        icc.position(36).put("acsp".getBytes(ISO_8859_1));
        icc.position(68);
        d50(icc);
        icc.position(128).putInt(7);
        icc.put("wtpt".getBytes(ISO_8859_1)).putInt(HEAD - 20).putInt(20);
        for (char intent = '0'; intent <= '2'; intent++) {
            icc.put(("A2B" + intent).getBytes(ISO_8859_1)).putInt(HEAD).putInt(toLab);
            icc.put(("B2A" + intent).getBytes(ISO_8859_1)).putInt(HEAD + toLab).putInt(fromLab);
        }
        icc.put("XYZ \0\0\0\0".getBytes(ISO_8859_1));
        d50(icc);
    }

    private static void d50(ByteBuffer icc) {
        icc.putInt(0xF6D6).putInt(0x10000).putInt(0xD32D);
    }

    private static void lut(ByteBuffer icc, int from, int to, int steps) {
        icc.put("mft1\0\0\0\0".getBytes(ISO_8859_1)).put((byte) from).put((byte) to);
        icc.put((byte) steps).put((byte) 0);
        for (int index = 0; index < 9; index++) {
            icc.putInt(index % 4 == 0 ? 1 << 16 : 0);
        }
        straight(icc, from);
    }

    private static void straight(ByteBuffer icc, int curves) {
        for (int index = 0; index < curves * 256; index++) {
            icc.put((byte) index);
        }
    }

    private static void lab(ByteBuffer icc, byte[] rgb, int index) {
        float[] colour = new float[3];
        for (int band = 0; band < 3; band++) {
            colour[band] = (rgb[index + band] & 0xFF) / 255f;
        }
        float[] xyz = ColorSpace.getInstance(ColorSpace.CS_sRGB).toCIEXYZ(colour);
        double x = root(xyz[0] / 0.9642);
        double y = root(xyz[1]);
        double z = root(xyz[2] / 0.8249);
        icc.put((byte) Math.round((116 * y - 16) * 2.55));
        icc.put((byte) Math.round(500 * (x - y) + 128)).put((byte) Math.round(200 * (y - z) + 128));
    }

    /** The cube root, with its straight part near black. */
    private static double root(double share) {
        return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116.0;
    }

    /** Made when it is needed first. */
    private static final class Assumed {
        static final byte[] ICC = icc(STEPS, measured());

        private static byte[] measured() {
            try (InputStream file = Objects.requireNonNull(CmykProfile.class.getResourceAsStream("inks.txt"))) {
                String digits = new String(file.readAllBytes(), ISO_8859_1).replaceAll("(?m)^#.*|\\s", "");
                return HexFormat.of().parseHex(digits);
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }
    }
}
