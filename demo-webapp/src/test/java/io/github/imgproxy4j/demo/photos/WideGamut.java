package io.github.imgproxy4j.demo.photos;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A colour space with the primaries of modern displays, and the ICC profile that describes it. */
final class WideGamut {

    private static final int TABLE = 1024;
    private static final int HEADER = 128;

    private WideGamut() {}

    /** Linear sRGB, possibly outside [0, 1], as linear wide-gamut light. */
    static Vec fromSrgb(Vec c) {
        return new Vec(
                0.82246 * c.x() + 0.17754 * c.y(),
                0.03319 * c.x() + 0.96681 * c.y(),
                0.01708 * c.x() + 0.07240 * c.y() + 0.91052 * c.z());
    }

    /** A version 2 matrix profile: three adapted primaries and the sRGB curve. */
    static byte[] profile() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description("Wide Gamut Display"));
        tags.put("cprt", text("No copyright, use freely"));
        tags.put("wtpt", xyz(0.95045, 1, 1.08905));
        tags.put("rXYZ", xyz(0.51512, 0.24120, -0.00105));
        tags.put("gXYZ", xyz(0.29198, 0.69225, 0.04189));
        tags.put("bXYZ", xyz(0.15710, 0.06657, 0.78407));
        tags.put("rTRC", curve());
        tags.put("gTRC", tags.get("rTRC"));
        tags.put("bTRC", tags.get("rTRC"));
        return assemble(tags);
    }

    private static byte[] assemble(Map<String, byte[]> tags) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        int start = HEADER + 4 + 12 * tags.size();
        try {
            DataOutputStream directory = new DataOutputStream(index);
            directory.writeInt(tags.size());
            int curveAt = 0;
            for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
                boolean shared = curveAt > 0 && tag.getKey().endsWith("TRC");
                int at = shared ? curveAt : start + body.size();
                directory.writeBytes(tag.getKey());
                directory.writeInt(at);
                directory.writeInt(tag.getValue().length);
                if (!shared) {
                    body.write(tag.getValue());
                    body.write(new byte[-body.size() & 3]);
                }
                if (tag.getKey().endsWith("TRC")) {
                    curveAt = at;
                }
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.write(header(start + body.size()));
            whole.write(index.toByteArray());
            whole.write(body.toByteArray());
            return whole.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] header(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(size);
        out.writeInt(0);
        out.writeInt(0x02400000);
        out.writeBytes("mntrRGB XYZ ");
        for (int part : new int[] {2026, 1, 1, 0, 0, 0}) {
            out.writeShort(part);
        }
        out.writeBytes("acsp");
        out.write(new byte[28]);
        out.writeInt(0x0000f6d6);
        out.writeInt(0x00010000);
        out.writeInt(0x0000d32d);
        out.write(new byte[HEADER - bytes.size()]);
        return bytes.toByteArray();
    }

    private static byte[] xyz(double x, double y, double z) {
        return element("XYZ ", out -> {
            for (double value : new double[] {x, y, z}) {
                out.writeInt((int) Math.round(value * 65536));
            }
        });
    }

    private static byte[] curve() {
        return element("curv", out -> {
            out.writeInt(TABLE);
            for (int i = 0; i < TABLE; i++) {
                out.writeShort((int) Math.round(65535 * Tone.toLinear(i / (TABLE - 1.0))));
            }
        });
    }

    private static byte[] text(String value) {
        return element("text", out -> {
            out.write(value.getBytes(StandardCharsets.US_ASCII));
            out.write(0);
        });
    }

    private static byte[] description(String value) {
        return element("desc", out -> {
            out.writeInt(value.length() + 1);
            out.write(value.getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[1 + 8 + 3 + 67]);
        });
    }

    private interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] element(String type, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeBytes(type);
            out.writeInt(0);
            content.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
