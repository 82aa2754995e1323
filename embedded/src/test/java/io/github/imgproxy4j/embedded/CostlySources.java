package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.imgproxy4j.embedded.internal.codec.Codecs;
import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.raster.Frame;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes the files of each format that cost most for their bytes. */
final class CostlySources {
    private CostlySources() {}

    /** All of them that can be decoded, by what makes them costly. */
    static Map<String, byte[]> decodable() throws Exception {
        BufferedImage waves = TestImages.waves(300, 200);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("jpeg", TestImages.jpeg(waves));
        files.put("jpeg, 100 scans", withScans(TestImages.jpeg(waves, true), 100));
        files.put("jpeg, 2000 tables", withTables(TestImages.jpeg(waves), 2000));
        files.put("jpeg, inks", TestImages.cmykJpeg(300, 200, 10, 200, 30, 40));
        files.put("png", TestImages.png(waves));
        files.put("png, interlaced", interlaced(ImageFormat.PNG, waves));
        files.put("png, one bit", flatPng(2000, 1000));
        files.put("png, high", flatPng(1, 60_000));
        files.put("png, wide", flatPng(600_000, 1));
        files.put("png, 200 profiles", withProfiles(TestImages.png(waves), 200));
        files.put("gif", TestImages.gif(waves));
        files.put("gif, 2000 frames", framesGif(2000));
        files.put("webp, 150 frames", framesWebp(150));
        files.put("tiff", TestFiles.tiff(waves, ""));
        files.put("tiff, packed", TestFiles.tiff(waves, "LZW"));
        files.put("tiff, jpeg", TestFiles.tiff(waves, "JPEG"));
        files.put("bmp", TestImages.bmp(waves));
        return files;
    }

    /** A progressive JPEG file whose last scan is there again and again. */
    static byte[] withScans(byte[] progressive, int count) {
        String text = new String(progressive, ISO_8859_1);
        int scans = 0;
        int last = 0;
        for (int at = text.indexOf("\u00ff\u00da"); at >= 0; at = text.indexOf("\u00ff\u00da", at + 2)) {
            last = at;
            scans++;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(progressive, 0, progressive.length - 2);
        for (; scans < count; scans++) {
            file.write(progressive, last, progressive.length - 2 - last);
        }
        file.write(progressive, progressive.length - 2, 2);
        return file.toByteArray();
    }

    private static byte[] withTables(byte[] jpeg, int count) {
        byte[] table = new byte[65];
        Arrays.fill(table, 1, 65, (byte) 1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        for (int index = 0; index < count; index++) {
            file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDB, 0, 67});
            file.writeBytes(table);
        }
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    static byte[] interlaced(ImageFormat format, BufferedImage image) throws IOException {
        ImageWriter writer = Codecs.jdkWriter(format);
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A thousand times as many pixels as bytes. */
    static byte[] flatPng(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {1, 0, 0, 0, 0})
                .array();
        byte[] signature = "\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1);
        byte[] data = deflated(new byte[(1 + (width + 7) / 8) * height]);
        byte[] file = TestImages.concat(signature, TestImages.chunk("IHDR", header));
        file = TestImages.concat(file, TestImages.chunk("IDAT", data));
        return TestImages.concat(file, TestImages.chunk("IEND", new byte[0]));
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(content);
        deflater.finish();
        byte[] compressed = new byte[content.length + 100];
        int length = deflater.deflate(compressed);
        deflater.end();
        return Arrays.copyOf(compressed, length);
    }

    /** Each of four kilobytes, which become four megabytes. */
    private static byte[] withProfiles(byte[] png, int count) {
        byte[] profile = TestImages.concat("x\0\0".getBytes(ISO_8859_1), deflated(new byte[4 << 20]));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(png, 0, 33);
        byte[] chunk = TestImages.chunk("iCCP", profile);
        for (int index = 0; index < count; index++) {
            file.writeBytes(chunk);
        }
        file.write(png, 33, png.length - 33);
        return file.toByteArray();
    }

    private static byte[] framesGif(int count) {
        byte[] still = TestImages.gif(TestImages.filled(1, 1, Color.RED));
        int image = new String(still, ISO_8859_1).indexOf(',', 13 + 3 * (2 << (still[10] & 7)));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(still, 0, image);
        for (int frame = 0; frame < count; frame++) {
            file.write(still, image, still.length - 1 - image);
        }
        file.write(0x3B);
        return file.toByteArray();
    }

    private static byte[] framesWebp(int count) throws ProcessingException {
        List<Frame> frames = new ArrayList<>();
        for (int frame = 0; frame < count; frame++) {
            frames.add(new Frame(new Pixels(1, 1, new int[] {0xFF000000 | frame}, false), 20));
        }
        return Encoder.encode(new FrameSequence(frames, 0), ImageFormat.WEBP, 80, Output.PLAIN);
    }

    /** A TIFF file with as many fields as there can be, and nothing else. */
    static byte[] fieldsTiff() {
        int fields = 0xFFFF;
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * fields + 4).order(ByteOrder.BIG_ENDIAN);
        file.put("MM\0*".getBytes(ISO_8859_1)).putInt(8).putShort((short) fields);
        for (int field = 0; field < fields; field++) {
            file.putShort((short) field).putShort((short) 4).putInt(1).putInt(1);
        }
        return file.array();
    }

    /** An SVG image that opens with comments and then is none. */
    static byte[] commentedNothing() {
        return ("<!---->".repeat(500) + "<html>").getBytes(ISO_8859_1);
    }
}
