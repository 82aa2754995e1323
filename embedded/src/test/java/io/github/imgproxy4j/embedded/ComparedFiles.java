package io.github.imgproxy4j.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.imgproxy4j.embedded.internal.codec.Encoder;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;

/** The files that are given to this processor and to imgproxy: each kind that people have, and each way to break it. */
final class ComparedFiles {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 180;
    private static final int[] CUT_PERCENT = {1, 25, 50, 75, 90, 99};

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final BufferedImage waves = TestImages.waves(WIDTH, HEIGHT);
    private final BufferedImage clear = ReferenceSources.clear(waves);

    private ComparedFiles() {}

    /** All of them by name, in the same order each time. */
    static Map<String, byte[]> all() throws IOException, ProcessingException {
        ComparedFiles made = new ComparedFiles();
        made.jpeg();
        made.png();
        made.gif();
        made.webp();
        made.bmp();
        made.ico();
        made.tiff();
        made.others();
        return made.files;
    }

    private void jpeg() throws IOException {
        byte[] plain = TestImages.jpeg(waves);
        add("waves.jpg", plain);
        add("progressive.jpg", TestImages.jpeg(waves, true));
        add("gray.jpg", TestImages.jpeg(ReferenceSources.gray(waves)));
        add("wide.jpg", TestImages.withProfile(plain, TestImages.displayP3()));
        add("linear.jpg", TestImages.withProfile(files.get("gray.jpg"), ReferenceSources.linearGray()));
        byte[] inks = TestImages.cmykJpeg(ReferenceSources.inks(waves));
        add("inks.jpg", inks);
        add("profiled-inks.jpg", TestImages.withProfile(inks, ReferenceSources.inkProfile()));
        add("labelled.jpg", TestFiles.labelled(plain));
        for (int orientation = 1; orientation <= 8; orientation++) {
            add("turned-" + orientation + ".jpg", TestImages.oriented(plain, orientation));
            byte[] odd = TestImages.jpeg(TestImages.waves(97, 61));
            add("odd-turned-" + orientation + ".jpg", TestImages.oriented(odd, orientation));
        }
        add("two-exif.jpg", TestImages.oriented(TestImages.oriented(plain, 6), 1));
        add("other-two-exif.jpg", TestImages.oriented(TestImages.oriented(plain, 1), 6));
        add("empty-profile.jpg", TestImages.withSegment(plain, 0xE2, "ICC_PROFILE\0".getBytes(ISO_8859_1)));
        add(
                "short-segment.jpg",
                TestImages.concat(
                        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE5, 0, 1}, tail(plain, 2)));
        add("scans-99.jpg", CostlySources.withScans(files.get("progressive.jpg"), 99));
        add("scans-300.jpg", CostlySources.withScans(files.get("progressive.jpg"), 300));
        for (int[] side : new int[][] {{1, 1}, {1, 37}, {41, 1}, {7, 5}, {97, 61}, {640, 3}}) {
            add(side[0] + "x" + side[1] + ".jpg", TestImages.jpeg(TestImages.waves(side[0], side[1])));
        }
        cut("waves.jpg");
        cut("progressive.jpg");
    }

    private void png() throws IOException {
        add("waves.png", TestImages.png(waves));
        add("clear.png", TestImages.png(clear));
        add("gray.png", TestImages.png(ReferenceSources.gray(waves)));
        add("deep.png", TestImages.png(ReferenceSources.deep(waves)));
        add("wide.png", TestImages.pngWithProfile(files.get("waves.png"), TestImages.displayP3()));
        add("linear.png", TestImages.pngWithProfile(files.get("gray.png"), ReferenceSources.linearGray()));
        for (int colours : new int[] {2, 4, 16, 200}) {
            add("palette-" + colours + ".png", TestImages.png(posterised(colours)));
        }
        add("clear-palette.png", TestImages.png(TestImages.read(TestImages.gif(clear))));
        add("interlaced.png", CostlySources.interlaced(ImageFormat.PNG, waves));
        add("moving.png", TestFiles.apng(waves, TestImages.filled(WIDTH, HEIGHT, Color.YELLOW)));
        add("box.png", ReferenceSources.box());
        add("turned.png", TestImages.withChunk(files.get("waves.png"), "eXIf", TestImages.tiffWithOrientation(6)));
        byte[] stored = storedPng(waves);
        add("no-end.png", Arrays.copyOf(stored, stored.length - 12));
        files.put("stored.png", stored);
        cut("stored.png");
        for (int[] side : new int[][] {{1, 1}, {1, 37}, {41, 1}, {7, 5}, {97, 61}}) {
            add(side[0] + "x" + side[1] + ".png", TestImages.png(TestImages.waves(side[0], side[1])));
        }
    }

    private void gif() throws IOException {
        add("waves.gif", TestImages.gif(waves));
        add("clear.gif", TestImages.gif(clear));
        add("interlaced.gif", CostlySources.interlaced(ImageFormat.GIF, waves));
        add("moving.gif", movingGif());
        add("sticking-out.gif", ReferenceSources.movingGif(waves));
        add("cleared.gif", ReferenceSources.clearedGif(waves));
        add("plays-once.gif", squares().bytes());
        for (int repeated : new int[] {0, 1, 2, 9, 65_535}) {
            GifFile file = new GifFile(40, 30).repeated(repeated);
            add("repeats-" + repeated + ".gif", squares(file).bytes());
        }
        add("large-frame.gif", new GifFile(40, 30).frame(0, 0, 60, 50, 1).bytes());
        add(
                "large-second-frame.gif",
                new GifFile(40, 30)
                        .frame(0, 0, 40, 30, 2)
                        .frame(10, 10, 60, 50, 1)
                        .bytes());
        add("no-screen.gif", new GifFile(0, 0).frame(0, 0, 24, 18, 1).bytes());
        add(
                "empty-frame.gif",
                new GifFile(40, 30)
                        .frame(0, 0, 40, 30, 2)
                        .frame(0, 0, 0, 0, 1)
                        .frame(5, 5, 20, 10, 0)
                        .bytes());
        add(
                "stray-transparency.gif",
                new GifFile(40, 30).transparent(9).frame(0, 0, 40, 30, 2).bytes());
        for (int delay : new int[] {0, 1, 2, 3}) {
            add(
                    "delay-" + delay + ".gif",
                    new GifFile(40, 30)
                            .shown(delay)
                            .frame(0, 0, 40, 30, 0)
                            .shown(delay)
                            .frame(0, 0, 20, 15, 1)
                            .bytes());
        }
        add("small-frame.gif", new GifFile(40, 30).frame(5, 5, 20, 10, 2).bytes());
        cut("moving.gif");
        cut("waves.gif");
        add("1x1.gif", new GifFile(1, 1).frame(0, 0, 1, 1, 2).bytes());
    }

    private byte[] movingGif() throws IOException {
        BufferedImage part = TestImages.filled(70, 50, new Color(255, 220, 0));
        return TestFiles.movingGif(
                new TestFiles.Part(waves, 0, 0, "doNotDispose"),
                new TestFiles.Part(ReferenceSources.clear(TestImages.waves(150, 110)), 60, 40, "restoreToPrevious"),
                new TestFiles.Part(
                        ReferenceSources.clear(TestImages.waves(80, 60)), 20, 30, "restoreToBackgroundColor"),
                new TestFiles.Part(part, 150, 120, "none"));
    }

    private static GifFile squares() {
        return squares(new GifFile(40, 30));
    }

    private static GifFile squares(GifFile file) {
        return file.transparent(3)
                .frame(0, 0, 40, 30, 0)
                .transparent(3)
                .frame(0, 0, 20, 15, 1)
                .transparent(3)
                .frame(20, 15, 20, 15, 2);
    }

    private void webp() throws IOException, ProcessingException {
        add("waves.webp", Encoder.encode(TestImages.pixels(waves), ImageFormat.WEBP, 90));
        add("clear.webp", Encoder.encode(TestImages.pixels(clear), ImageFormat.WEBP, 90));
        add("lossless.webp", TestFiles.losslessWebp(clear));
        for (int loops : new int[] {0, 1, 2, 10}) {
            FrameSequence sequence =
                    new FrameSequence(ReferenceSources.sequence(waves).frames(), loops);
            add("plays-" + loops + ".webp", Encoder.encode(sequence, ImageFormat.WEBP, 90, Output.PLAIN));
        }
        add("odd.webp", Encoder.encode(TestImages.pixels(TestImages.waves(97, 61)), ImageFormat.WEBP, 90));
        add("1x1.webp", Encoder.encode(TestImages.pixels(TestImages.waves(1, 1)), ImageFormat.WEBP, 90));
        add("1x37.webp", Encoder.encode(TestImages.pixels(TestImages.waves(1, 37)), ImageFormat.WEBP, 90));
        cut("waves.webp");
        cut("lossless.webp");
        cut("plays-1.webp");
    }

    private void bmp() {
        byte[] plain = TestImages.bmp(waves);
        add("waves.bmp", plain);
        add("palette.bmp", TestImages.bmp(ReferenceSources.copy(waves, BufferedImage.TYPE_BYTE_INDEXED)));
        add("bits.bmp", TestImages.bmp(ReferenceSources.copy(waves, BufferedImage.TYPE_BYTE_BINARY)));
        for (int size : new int[] {0, 1, 1 << 30}) {
            byte[] claiming = plain.clone();
            ByteBuffer.wrap(claiming).order(ByteOrder.LITTLE_ENDIAN).putInt(2, size);
            add("claims-" + size + ".bmp", claiming);
        }
        byte[] downwards = TestImages.bmp(TestImages.waves(60, 40));
        ByteBuffer.wrap(downwards).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -40);
        add("downwards.bmp", downwards);
        cut("waves.bmp");
        add("1x1.bmp", TestImages.bmp(TestImages.waves(1, 1)));
        add("odd.bmp", TestImages.bmp(TestImages.waves(97, 61)));
    }

    private void ico() {
        add("png.ico", TestFiles.ico(icon(128, 96)));
        add("bmp.ico", TestFiles.ico(new TestFiles.Icon(128, 96, TestFiles.bitmap(TestImages.waves(128, 96)))));
        add("largest.ico", TestFiles.ico(icon(16, 16), icon(32, 32), icon(256, 256), icon(48, 48)));
        add("rising.ico", TestFiles.ico(icon(16, 16), icon(32, 32), icon(48, 48)));
        add("falling.ico", TestFiles.ico(icon(48, 48), icon(32, 32), icon(16, 16)));
        add("wide-and-high.ico", TestFiles.ico(icon(48, 16), icon(16, 32), icon(24, 24)));
        byte[] red = TestFiles.bitmap(16, 16, 24, 255, 0, 0);
        byte[] glass = TestFiles.bitmap(16, 16, 32, 0, 0, 255, 128);
        byte[] palette = TestFiles.bitmap(16, 16, 8, 0, 255, 0);
        add("red.ico", TestFiles.ico(new TestFiles.Icon(16, 16, red)));
        add("glass.ico", TestFiles.ico(new TestFiles.Icon(16, 16, glass)));
        add("palette.ico", TestFiles.ico(new TestFiles.Icon(16, 16, palette)));
        add(
                "same-size.ico",
                TestFiles.ico(
                        new TestFiles.Icon(16, 16, palette),
                        new TestFiles.Icon(16, 16, red),
                        new TestFiles.Icon(16, 16, glass)));
        add("none.ico", TestFiles.ico());
    }

    private static TestFiles.Icon icon(int width, int height) {
        return new TestFiles.Icon(width, height, TestImages.png(TestImages.waves(width, height)));
    }

    private void tiff() throws IOException {
        add("waves.tiff", TestFiles.tiff(waves, ""));
        for (String compression : new String[] {"LZW", "Deflate", "PackBits", "JPEG"}) {
            add(compression.toLowerCase(Locale.ROOT) + ".tiff", TestFiles.tiff(waves, compression));
        }
        add("gray.tiff", TestFiles.tiff(ReferenceSources.gray(waves), ""));
        add("gray16.tiff", TestFiles.tiff(ReferenceSources.copy(waves, BufferedImage.TYPE_USHORT_GRAY), ""));
        add("deep.tiff", TestFiles.tiff(ReferenceSources.deep(waves), ""));
        add("palette.tiff", TestFiles.tiff(ReferenceSources.copy(waves, BufferedImage.TYPE_BYTE_INDEXED), ""));
        add("bits.tiff", TestFiles.tiff(ReferenceSources.copy(waves, BufferedImage.TYPE_BYTE_BINARY), ""));
        int[] inks = {10, 200, 30, 40};
        add("inks.tiff", new TiffFile(16, 16, 5, 4, 8, 1).with(TiffColoursTest.flat(8, inks)));
        add("deep-inks.tiff", new TiffFile(16, 16, 5, 4, 16, 1).with(TiffColoursTest.flat(16, inks)));
        add(
                "profiled-inks.tiff",
                new TiffFile(16, 16, 5, 4, 8, 1)
                        .profile(ReferenceSources.inkProfile())
                        .with(TiffColoursTest.flat(8, inks)));
        add(
                "wrong-profile-inks.tiff",
                new TiffFile(16, 16, 5, 4, 8, 1).profile(TestImages.displayP3()).with(TiffColoursTest.flat(8, inks)));
        add("jpeg-inks.tiff", new TiffFile(16, 16, 5, 4, 8, 7).with(TiffColoursTest.plainJpeg(inks)));
        add("lab.tiff", new TiffFile(16, 16, 8, 3, 8, 1).with(TiffColoursTest.flat(8, 135, 40, 226)));
        add("deep-lab.tiff", new TiffFile(16, 16, 8, 3, 16, 1).with(TiffColoursTest.flatWords(34_000, 9000, 2000)));
        for (int bits : new int[] {8, 16}) {
            for (int kind : new int[] {1, 2}) {
                add(
                        "alpha-" + kind + "-of-" + bits + ".tiff",
                        new TiffFile(16, 16, 2, 4, bits, 1)
                                .extra(kind)
                                .with(TiffColoursTest.flat(bits, 100, 50, 0, 128)));
            }
        }
        cut("waves.tiff");
        cut("lzw.tiff");
        cut("jpeg.tiff");
    }

    private void others() {
        String svg =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"20\" height=\"10\"/></svg>";
        add("plain.svg", svg.getBytes(UTF_8));
        add("script.svg", svg.replace("<rect", "<script>alert(1)</script><rect").getBytes(UTF_8));
        add("nothing.jpg", new byte[0]);
        add("text.jpg", "this is no image".getBytes(UTF_8));
        add("page.svg", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>".getBytes(UTF_8));
    }

    private void add(String name, byte[] file) {
        files.put(name, file);
    }

    /** What is left of a file that ends early. */
    private void cut(String name) {
        byte[] file = files.get(name);
        for (int percent : CUT_PERCENT) {
            add("cut-" + percent + "-" + name, Arrays.copyOf(file, file.length * percent / 100));
        }
    }

    private static byte[] tail(byte[] file, int from) {
        return Arrays.copyOfRange(file, from, file.length);
    }

    /** Bands of few colours with straight edges, stored as numbers of colours. */
    private static BufferedImage posterised(int colours) {
        int bits = colours <= 2 ? 1 : colours <= 4 ? 2 : colours <= 16 ? 4 : 8;
        int[] table = new int[colours];
        for (int number = 0; number < colours; number++) {
            table[number] = Color.HSBtoRGB((float) number / colours, 0.8f, 1 - 0.6f * number / colours);
        }
        IndexColorModel model = new IndexColorModel(bits, colours, table, 0, false, -1, DataBuffer.TYPE_BYTE);
        int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type, model);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.getRaster().setSample(x, y, 0, (x * colours / WIDTH + y / 20) % colours);
            }
        }
        return image;
    }

    /** Not compressed, so that where it is cut does not depend on who compresses. */
    private static byte[] storedPng(BufferedImage image) {
        ByteBuffer rows = ByteBuffer.allocate((1 + 3 * image.getWidth()) * image.getHeight());
        for (int y = 0; y < image.getHeight(); y++) {
            rows.put((byte) 0);
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                rows.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
            }
        }
        Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
        deflater.setInput(rows.array());
        deflater.finish();
        byte[] data = new byte[rows.capacity() + 1000];
        int length = deflater.deflate(data);
        deflater.end();
        byte[] header = ByteBuffer.allocate(13)
                .putInt(image.getWidth())
                .putInt(image.getHeight())
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
        file.writeBytes(TestImages.chunk("IHDR", header));
        file.writeBytes(TestImages.chunk("IDAT", Arrays.copyOf(data, length)));
        file.writeBytes(TestImages.chunk("IEND", new byte[0]));
        return file.toByteArray();
    }
}
