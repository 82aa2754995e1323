package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.imgproxy4j.embedded.internal.codec.Codecs;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Puts together files of the rarer kinds. */
public final class TestFiles {
    /** An XMP document with a notice and a secret. */
    public static final String XMP = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
            + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            + "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
            + " xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:CreatorTool='secret tool'>"
            + "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>(c) Jane XMP</rdf:li></rdf:Alt></dc:rights>"
            + "<dc:title>secret title</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>";

    private static final int ASCII = 2;
    private static final int SHORT = 3;

    private TestFiles() {}

    /** An ICO file. */
    static byte[] ico(Icon... icons) {
        int offset = 6 + 16 * icons.length;
        int length =
                offset + Arrays.stream(icons).mapToInt(icon -> icon.file.length).sum();
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0).putShort((short) 1).putShort((short) icons.length);
        for (Icon icon : icons) {
            file.put((byte) icon.width).put((byte) icon.height).putShort((short) 0);
            file.putShort((short) 1).putShort((short) 32);
            file.putInt(icon.file.length).putInt(offset);
            offset += icon.file.length;
        }
        for (Icon icon : icons) {
            file.put(icon.file);
        }
        return file.array();
    }

    /** The pixels of an icon as BMP has them, of one colour, with a mask behind them. */
    static byte[] bitmap(int width, int height, int bits, int... colour) {
        int rowBytes = (width * bits + 31) / 32 * 4;
        int maskBytes = (width + 31) / 32 * 4;
        int colours = bits <= 8 ? 1 << bits : 0;
        ByteBuffer bitmap = ByteBuffer.allocate(40 + 4 * colours + (rowBytes + maskBytes) * height)
                .order(ByteOrder.LITTLE_ENDIAN);
        bitmap.putInt(40).putInt(width).putInt(2 * height).putShort((short) 1).putShort((short) bits);
        bitmap.position(40);
        for (int index = 0; index < colours; index++) {
            bitmap.put((byte) colour[2])
                    .put((byte) colour[1])
                    .put((byte) colour[0])
                    .put((byte) 0);
        }
        for (int y = 0; y < height && bits > 8; y++) {
            bitmap.position(40 + y * rowBytes);
            for (int x = 0; x < width; x++) {
                bitmap.put((byte) colour[2]).put((byte) colour[1]).put((byte) colour[0]);
                if (bits == 32) {
                    bitmap.put((byte) colour[3]);
                }
            }
        }
        Arrays.fill(bitmap.array(), bitmap.capacity() - maskBytes * height, bitmap.capacity(), (byte) 0xFF);
        return bitmap.array();
    }

    /** The pixels of an image as an icon has them, without transparency. */
    static byte[] bitmap(BufferedImage image) {
        byte[] bmp = TestImages.bmp(image);
        int maskBytes = (image.getWidth() + 31) / 32 * 4 * image.getHeight();
        ByteBuffer bitmap = ByteBuffer.allocate(bmp.length - 14 + maskBytes).order(ByteOrder.LITTLE_ENDIAN);
        return bitmap.put(bmp, 14, bmp.length - 14)
                .putInt(8, 2 * image.getHeight())
                .array();
    }

    /** A TIFF file. */
    public static byte[] tiff(BufferedImage image, String compression) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (!compression.isEmpty()) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(compression);
        }
        return written(writer, parameters, image);
    }

    static byte[] losslessWebp(BufferedImage image) throws IOException {
        ImageWriter writer = Codecs.webpWriter();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType("Lossless");
        return written(writer, parameters, image);
    }

    private static byte[] written(ImageWriter writer, ImageWriteParam parameters, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A big-endian TIFF file out of nothing but fields, each of which fits into its entry. */
    static byte[] tiffFields(int... tagsTypesCountsValues) {
        int count = tagsTypesCountsValues.length / 4;
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + 12 * count + 4 + 64);
        file.put("MM\0*".getBytes(ISO_8859_1)).putInt(8).putShort((short) count);
        for (int index = 0; index < tagsTypesCountsValues.length; index += 4) {
            int type = tagsTypesCountsValues[index + 1];
            int value = tagsTypesCountsValues[index + 3];
            file.putShort((short) tagsTypesCountsValues[index]).putShort((short) type);
            file.putInt(tagsTypesCountsValues[index + 2]).putInt(type == SHORT ? value << 16 : value);
        }
        return file.array();
    }

    /** A GIF animation; the first part is as large as all of it. */
    static byte[] movingGif(Part... parts) throws IOException {
        ImageWriter writer = Codecs.jdkWriter(ImageFormat.GIF);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (Part part : parts) {
                BufferedImage palette = TestImages.read(TestImages.gif(part.image()));
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(palette), null);
                String format = metadata.getNativeMetadataFormatName();
                IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
                IIOMetadataNode place = node(root, "ImageDescriptor");
                place.setAttribute("imageLeftPosition", Integer.toString(part.left()));
                place.setAttribute("imageTopPosition", Integer.toString(part.top()));
                IIOMetadataNode control = node(root, "GraphicControlExtension");
                control.setAttribute("disposalMethod", part.disposal());
                control.setAttribute("delayTime", "10");
                metadata.setFromTree(format, root);
                writer.writeToSequence(new IIOImage(palette, null, metadata), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadataNode node(IIOMetadataNode root, String name) {
        return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
    }

    /** A PNG file with a second frame, which only shows as an animation. */
    static byte[] apng(BufferedImage still, BufferedImage second) {
        List<byte[]> data = new ArrayList<>();
        byte[] other = TestImages.png(second);
        int end = 8;
        while (end < other.length) {
            int length = ByteBuffer.wrap(other).getInt(end);
            if (new String(other, end + 4, 4, ISO_8859_1).equals("IDAT")) {
                byte[] frame = ByteBuffer.allocate(4 + length)
                        .putInt(2)
                        .put(other, end + 8, length)
                        .array();
                data.add(TestImages.chunk("fdAT", frame));
            }
            end += 12 + length;
        }
        byte[] file = TestImages.withChunk(TestImages.png(still), "fcTL", frameControl(still, 0));
        file = TestImages.withChunk(file, "acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0});
        ByteArrayOutputStream animated = new ByteArrayOutputStream();
        animated.write(file, 0, file.length - 12);
        animated.writeBytes(TestImages.chunk("fcTL", frameControl(second, 1)));
        data.forEach(animated::writeBytes);
        animated.write(file, file.length - 12, 12);
        return animated.toByteArray();
    }

    private static byte[] frameControl(BufferedImage frame, int number) {
        return ByteBuffer.allocate(26)
                .putInt(number)
                .putInt(frame.getWidth())
                .putInt(frame.getHeight())
                .array();
    }

    /** A JPEG file with a notice and a secret in each kind of metadata. */
    public static byte[] labelled(byte[] jpeg) {
        byte[] file = TestImages.withSegment(jpeg, 0xED, ("Photoshop 3.0\0" + photoshop()).getBytes(ISO_8859_1));
        file = TestImages.withSegment(file, 0xE1, ("http://ns.adobe.com/xap/1.0/\0" + XMP).getBytes(ISO_8859_1));
        return TestImages.withSegment(file, 0xE1, TestImages.concat("Exif\0\0".getBytes(ISO_8859_1), exif(6)));
    }

    private static String photoshop() {
        String records = record(80, "Jane IPTC") + record(25, "secret word") + record(116, "(c) Jane IPTC");
        return "8BIM\u0004\4\0\0\0\0\0" + (char) records.length() + records;
    }

    private static String record(int tag, String text) {
        return "\u001c\u0002" + (char) tag + "\0" + (char) text.length() + text;
    }

    /** An Exif block with a description, an orientation, an artist and a notice. */
    public static byte[] exif(int orientation) {
        byte[] texts = "secret place\0Jane Exif\0(c) Jane Exif\0".getBytes(ISO_8859_1);
        int start = 8 + 2 + 4 * 12 + 4;
        ByteBuffer block = ByteBuffer.allocate(start + texts.length);
        block.put("MM\0*".getBytes(ISO_8859_1)).putInt(8).putShort((short) 4);
        field(block, 0x010E, ASCII, 13, start);
        field(block, 0x0112, SHORT, 1, orientation << 16);
        field(block, 0x013B, ASCII, 10, start + 13);
        field(block, 0x8298, ASCII, 14, start + 23);
        return block.putInt(0).put(texts).array();
    }

    private static void field(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    static byte[] zip(String name, String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            new ByteArrayInputStream(content.getBytes(ISO_8859_1)).transferTo(zip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * One frame of a GIF animation.
     *
     * @param disposal what becomes of it, in the words of the JDK
     */
    record Part(BufferedImage image, int left, int top, String disposal) {}

    /** One image of an ICO file. */
    static final class Icon {
        private final int width;
        private final int height;
        private final byte[] file;

        Icon(int width, int height, byte[] file) {
            this.width = width;
            this.height = height;
            this.file = file;
        }
    }
}
