package io.github.imgproxy4j.embedded;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a part of a source into a picture that is smaller by whole factors, in the source's own RGB and orientation.
 *
 * <p>For one source and one thread.
 */
final class Decoder implements Original {
    private final byte[] source;
    private final ImageHeader header;
    private final Deadline deadline;
    private Area part;
    private int horizontalFactor = 1;
    private int verticalFactor = 1;
    private boolean cutShort;

    Decoder(byte[] source, ImageHeader header, Deadline deadline) {
        this.source = source;
        this.header = header;
        this.deadline = deadline;
        this.part = Area.of(header.width(), header.height());
    }

    @Override
    public int width() {
        return header.width();
    }

    @Override
    public int height() {
        return header.height();
    }

    @Override
    public Pixels shrunk(Area wantedPart, int wantedHorizontalFactor, int wantedVerticalFactor)
            throws Refusal, InterruptedException {
        part = wantedPart;
        horizontalFactor = wantedHorizontalFactor;
        verticalFactor = wantedVerticalFactor;
        return guarded(this::decodeFormat);
    }

    /**
     * All of an animation, frame after frame.
     *
     * @param maxFrames how many to decode at most
     * @param viewer gets each frame with all that shows through it
     */
    void play(int maxFrames, Viewer viewer) throws Refusal, InterruptedException {
        Canvas canvas = new Canvas(header.width(), header.height());
        List<FrameHeader> frames = header.animation().frames();
        ImageReader gif = header.format() == ImageFormat.GIF ? guarded(this::gifReader) : null;
        try {
            for (int index = 0; index < Math.min(maxFrames, frames.size()); index++) {
                FrameHeader frame = frames.get(index);
                int number = index;
                Pixels picture = guarded(() -> unpacked(
                        gif == null ? readWhole(Codecs.webpReader(), WebpHeader.still(frame)) : gif.read(number)));
                boolean restored = frame.disposal() == FrameHeader.Disposal.RESTORE;
                Pixels before = restored ? canvas.shown() : null;
                canvas.draw(picture, frame.area().left(), frame.area().top(), frame.blended());
                viewer.show(canvas.shown(), frame.delayMillis());
                if (before != null) {
                    canvas.restore(before);
                } else if (frame.disposal() == FrameHeader.Disposal.CLEAR) {
                    canvas.clear(frame.area(), frame.cleared());
                }
            }
        } finally {
            if (gif != null) {
                gif.dispose();
            }
        }
    }

    private ImageReader gifReader() throws IOException {
        return prepared(Codecs.jdkReader(ImageFormat.GIF), source);
    }

    private <T> T guarded(Step<T> step) throws Refusal, InterruptedException {
        T result;
        try {
            result = step.run();
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError broken) {
            // Decoders answer hostile bytes with nearly any exception; all of them mean the same. What an honest
            // picture takes was reserved before, so too large an array comes of a file that contradicts itself.
            deadline.check();
            throw Refusal.brokenImage("the source cannot be decoded: " + broken, broken);
        }
        deadline.check();
        if (cutShort) {
            throw Refusal.brokenImage("the source ends before its last pixel", null);
        }
        return result;
    }

    private Pixels decodeFormat() throws IOException, Refusal {
        return switch (header.format()) {
            case JPEG -> decodeJpeg();
            case PNG -> decodePng(source);
            case GIF -> decodeGif();
            case WEBP -> decodeWebp();
            case BMP -> decodeEvened(ImageFormat.BMP, source);
            case ICO -> decodeIco();
            case TIFF -> decodeTiff();
            default -> throw Refusal.invalidImage(header.format() + " sources cannot be read");
        };
    }

    private Pixels decodeJpeg() throws IOException {
        JpegHeader jpeg = JpegHeader.read(Bytes.of(source));
        if (jpeg.plain() && (jpeg.components() == 1 || jpeg.components() == 3)) {
            byte[] essence = Bytes.joined(jpeg.essence());
            Pixels pixels = readShrinking(prepared(Codecs.jdkReader(ImageFormat.JPEG), essence));
            return pixels != null ? pixels : shrink(readWhole(Codecs.jdkReader(ImageFormat.JPEG), essence));
        }
        boolean bareInks = jpeg.components() == 4 && header.profile() == null;
        byte[] file = bareInks ? InkProfile.assumed(Bytes.of(source)) : source;
        return shrink(readWhole(Codecs.lenientJpegReader(), file));
    }

    /** Whether no decoder holds the whole picture, as the header says for most JPEG and PNG files. */
    boolean passesRowByRow() throws IOException {
        ImageReader reader = Codecs.jdkReader(header.format());
        return readShrinking(prepared(reader, source)) != null;
    }

    private Pixels decodePng(byte[] file) throws IOException {
        Pixels pixels = header.decoderBytesPerPixel() > 0
                ? null
                : readShrinking(prepared(Codecs.jdkReader(ImageFormat.PNG), file));
        return pixels != null ? pixels : shrink(readWhole(Codecs.jdkReader(ImageFormat.PNG), file));
    }

    /** The shrunk picture, or null if this JDK's reader hands out its rows in another way than expected. */
    private @Nullable Pixels readShrinking(ImageReader reader) throws IOException {
        try {
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            if (!types.hasNext()) {
                return null;
            }
            ImageTypeSpecifier type = types.next();
            boolean alpha = type.getColorModel().hasAlpha();
            BoxShrinker shrinker = new BoxShrinker(header.height(), part, horizontalFactor, verticalFactor, alpha);
            ShrinkingRaster raster = new ShrinkingRaster(type, header.width(), header.height(), shrinker);
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setDestination(new BufferedImage(type.getColorModel(), raster, false, null));
            reader.read(0, parameters);
            return raster.isComplete() ? shrinker.shrunk() : null;
        } finally {
            reader.dispose();
        }
    }

    private Pixels decodeIco() throws IOException {
        IcoHeader icon = IcoHeader.read(Bytes.of(source));
        return icon.stillFormat() == ImageFormat.PNG
                ? decodePng(icon.still().shared())
                : decodeEvened(ImageFormat.BMP, icon.still().shared());
    }

    /** Inks are left to the JDK, and all else is taken as it is. */
    private Pixels decodeTiff() throws IOException {
        TiffJpeg jpeg = TiffHeader.jpeg(Bytes.of(source));
        if (jpeg != null) {
            return shrink(jpeg.pixels(part -> readWhole(Codecs.jdkReader(ImageFormat.JPEG), part)));
        }
        BufferedImage image = readWhole(Codecs.jdkReader(ImageFormat.TIFF), source);
        int kind = image.getColorModel().getColorSpace().getType();
        return kind == ColorSpace.TYPE_RGB || kind == ColorSpace.TYPE_GRAY ? shrink(image) : shrinkEvened(image);
    }

    /** Its samples can have any number of bits, which the JDK evens out. */
    private Pixels decodeEvened(ImageFormat format, byte[] file) throws IOException {
        return shrinkEvened(readWhole(Codecs.jdkReader(format), file));
    }

    private Pixels shrinkEvened(BufferedImage image) {
        checkSize(image);
        boolean alpha = image.getColorModel().hasAlpha();
        BoxShrinker shrinker = new BoxShrinker(image.getHeight(), part, horizontalFactor, verticalFactor, alpha);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            shrinker.addRow(image.getRGB(0, y, row.length, 1, row, 0, row.length));
        }
        return shrinker.shrunk();
    }

    private Pixels decodeGif() throws IOException {
        Area frame = header.animation().frames().get(0).area();
        return shrinkOnScreen(readWhole(Codecs.jdkReader(ImageFormat.GIF), source), frame);
    }

    private Pixels decodeWebp() throws IOException {
        WebpHeader webp = WebpHeader.read(Bytes.of(source));
        return shrinkOnScreen(readWhole(Codecs.webpReader(), webp.still().shared()), webp.frame());
    }

    /** The first frame of an animation may cover a part of the picture only. */
    private Pixels shrinkOnScreen(BufferedImage image, Area frame) {
        if (frame.equals(Area.of(header.width(), header.height()))) {
            return shrink(image);
        }
        Pixels pixels = unpacked(image);
        return shrink(pixels.onCanvas(header.width(), header.height(), frame.left(), frame.top()));
    }

    private BufferedImage readWhole(ImageReader unprepared, byte[] bytes) throws IOException {
        ImageReader reader = prepared(unprepared, bytes);
        try {
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private ImageReader prepared(ImageReader reader, byte[] bytes) {
        reader.setInput(new ByteArrayImageInputStream(bytes), true, true);
        reader.addIIOReadProgressListener(new GivingUp(deadline));
        reader.addIIOReadWarningListener((IIOReadWarningListener) (from, warning) -> noteWarning(warning));
        return reader;
    }

    /** A JPEG file that ends early is completed with gray by its decoder; that is not what the source looks like. */
    private void noteWarning(String warning) {
        cutShort |= warning.contains("remature end");
    }

    private Pixels shrink(BufferedImage image) {
        checkSize(image);
        BoxShrinker shrinker = new BoxShrinker(
                image.getHeight(),
                part,
                horizontalFactor,
                verticalFactor,
                image.getColorModel().hasAlpha());
        return shrunk(image, shrinker);
    }

    private static Pixels unpacked(BufferedImage image) {
        Area whole = Area.of(image.getWidth(), image.getHeight());
        boolean alpha = image.getColorModel().hasAlpha();
        return shrunk(image, new BoxShrinker(image.getHeight(), whole, 1, 1, alpha));
    }

    private static Pixels shrunk(BufferedImage image, BoxShrinker shrinker) {
        PixelRows rows = new PixelRows(image);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, row);
            shrinker.addRow(row);
        }
        return shrinker.shrunk();
    }

    private Pixels shrink(Pixels pixels) {
        return pixels.shrunk(part, horizontalFactor, verticalFactor);
    }

    /** Everything was planned for the header's size. */
    private void checkSize(BufferedImage image) {
        if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
            throw new IllegalStateException("decoded " + image.getWidth() + "x" + image.getHeight() + " instead of "
                    + header.width() + "x" + header.height());
        }
    }

    /** Part of the work of decoding. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException, Refusal;
    }

    /** Takes the frames of an animation one by one. */
    @FunctionalInterface
    interface Viewer {
        void show(Pixels picture, int delayMillis) throws Refusal, InterruptedException;
    }
}
