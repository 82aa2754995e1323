package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.format.BmpHeader;
import io.github.imgproxy4j.embedded.internal.format.ByteReader;
import io.github.imgproxy4j.embedded.internal.format.CmykProfile;
import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.FrameHeader;
import io.github.imgproxy4j.embedded.internal.format.GifHeader;
import io.github.imgproxy4j.embedded.internal.format.IcoHeader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.format.JpegHeader;
import io.github.imgproxy4j.embedded.internal.format.PngHeader;
import io.github.imgproxy4j.embedded.internal.format.TiffHeader;
import io.github.imgproxy4j.embedded.internal.format.TiffJpeg;
import io.github.imgproxy4j.embedded.internal.format.WebpHeader;
import io.github.imgproxy4j.embedded.internal.limit.CalledOffException;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.DeadlineListener;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.limit.SettingNames;
import io.github.imgproxy4j.embedded.internal.limit.WatchedInput;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.BoxShrinkers;
import io.github.imgproxy4j.embedded.internal.raster.Canvas;
import io.github.imgproxy4j.embedded.internal.raster.DecodableImage;
import io.github.imgproxy4j.embedded.internal.raster.PixelRows;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.SampleConversion;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes parts of a source into images that are smaller by whole factors, in the source's own RGB and orientation.
 *
 * <p>For one source and one thread.
 */
public final class Decoder implements DecodableImage {
    private static final Logger LOG = LoggerFactory.getLogger(Decoder.class);

    private final byte[] source;
    private final ImageHeader header;
    private final Deadline deadline;
    private final boolean wholeOnly;
    private List<Shrink> wanted;
    private boolean cutShort;

    /** A decoder that shows what ends early, or is damaged, as far as it goes. */
    public Decoder(byte[] source, ImageHeader header, Deadline deadline) {
        this(source, header, deadline, false);
    }

    /**
     * A decoder.
     *
     * @param wholeOnly whether a source that ends early, or is damaged, is refused
     */
    public Decoder(byte[] source, ImageHeader header, Deadline deadline, boolean wholeOnly) {
        this.source = source;
        this.header = header;
        this.deadline = deadline;
        this.wholeOnly = wholeOnly;
        this.wanted = List.of(Shrink.none(header.width(), header.height()));
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
    public Pixels shrunk(Area part, int horizontalFactor, int verticalFactor)
            throws ProcessingException, InterruptedException {
        return shrunk(List.of(new Shrink(part, horizontalFactor, verticalFactor)))
                .get(0);
    }

    /**
     * Several parts of the image at once, each the same as if it were the only one.
     *
     * @param parts at least one
     */
    public List<Pixels> shrunk(List<Shrink> parts) throws ProcessingException, InterruptedException {
        wanted = parts;
        return guarded(this::decodeFormat);
    }

    /**
     * All of an animation, frame after frame.
     *
     * @param maxFrames how many to decode at most
     * @param consumer gets each frame with all that shows through it
     */
    public void decodeFrames(int maxFrames, FrameConsumer consumer) throws ProcessingException, InterruptedException {
        Canvas canvas = new Canvas(header.width(), header.height());
        List<FrameHeader> frames = header.animation().frames();
        ImageReader gif = header.format() == ImageFormat.GIF ? guarded(this::gifReader) : null;
        try {
            for (int index = 0; index < Math.min(maxFrames, frames.size()); index++) {
                FrameHeader frame = frames.get(index);
                int number = index;
                Pixels image = guarded(() -> unpacked(
                        gif == null ? readWebp(ByteReader.of(WebpHeader.still(frame))) : readGif(gif, number)));
                boolean restored = frame.disposal() == FrameHeader.Disposal.RESTORE;
                Pixels before = restored ? canvas.shown() : null;
                canvas.draw(image, frame.area().left(), frame.area().top(), frame.blended());
                consumer.accept(canvas.shown(), frame.delayMillis());
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
        return prepared(Codecs.jdkReader(ImageFormat.GIF), GifHeader.mended(source), new DeadlineListener(deadline));
    }

    /** The file's index knows of whole frames only, so a frame that fails is a damaged one. */
    private static BufferedImage readGif(ImageReader gif, int number) throws IOException {
        return gif.read(number);
    }

    private <T> T guarded(Step<T> step) throws ProcessingException, InterruptedException {
        T result;
        try {
            result = step.run();
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError broken) {
            // Decoders answer hostile bytes with nearly any exception; all of them mean the same. What an honest
            // image takes was reserved before, so too large an array comes of a file that contradicts itself.
            deadline.check();
            throw ProcessingException.brokenImage("the source cannot be decoded: " + broken, broken);
        }
        deadline.check();
        if (cutShort && wholeOnly) {
            throw ProcessingException.brokenImage(
                    "the source is truncated or damaged, and " + SettingNames.REFUSE_CUT_SOURCES + " is set", null);
        }
        return result;
    }

    private List<Pixels> decodeFormat() throws IOException, ProcessingException {
        return switch (header.format()) {
            case JPEG -> decodeJpeg();
            case PNG -> decodePng(source);
            case GIF -> decodeGif();
            case WEBP -> decodeWebp();
            case BMP -> decodeEvened(ImageFormat.BMP, BmpHeader.mended(source));
            case ICO -> decodeIco();
            case TIFF -> decodeTiff();
            default -> throw ProcessingException.invalidImage(header.format() + " sources cannot be read");
        };
    }

    private List<Pixels> decodeJpeg() throws IOException {
        JpegHeader jpeg = JpegHeader.read(ByteReader.of(source));
        if (jpeg.lacksPixels()) {
            throw new EOFException("no pixel data after the header");
        }
        byte[] essence = ByteReader.joined(jpeg.essence());
        if (jpeg.plain() && (jpeg.components() == 1 || jpeg.components() == 3)) {
            return jpeg.passes() > 1 ? readPlainJpeg(essence, jpeg.passes()) : readOnePass(essence);
        }
        byte[] file = essence;
        if (jpeg.components() == 4) {
            ColourProfile profile = header.profile();
            file = CmykProfile.into(ByteReader.of(essence), profile == null ? CmykProfile.assumed() : profile.icc());
        }
        return shrink(readWhole(Codecs.lenientJpegReader(), file));
    }

    /** Parts with all of their pixels apart from the others: together each reader would be slower at one of the kinds. */
    private List<Pixels> readOnePass(byte[] file) throws IOException {
        List<Shrink> parts = wanted;
        Map<Boolean, List<Shrink>> kinds =
                parts.stream().collect(Collectors.partitioningBy(part -> JpegRows.reduction(part) == 1));
        Map<Shrink, Pixels> images = new HashMap<>();
        for (List<Shrink> kind : kinds.values()) {
            if (!kind.isEmpty()) {
                wanted = kind;
                List<Pixels> pixels = readPlainJpeg(file, 1);
                for (int index = 0; index < kind.size(); index++) {
                    images.put(kind.get(index), pixels.get(index));
                }
            }
        }
        return parts.stream()
                .map(part -> Objects.requireNonNull(images.get(part)))
                .toList();
    }

    private List<Pixels> readPlainJpeg(byte[] file, int passes) throws IOException {
        List<Pixels> small = readJpegRows(file, passes);
        List<Pixels> pixels = small != null ? small : readLastPass(file, passes);
        return pixels != null ? pixels : shrink(readWhole(Codecs.jdkReader(ImageFormat.JPEG), file));
    }

    /** The shrunk images; null if all pixels are wanted, or the file is of a rarer kind, or broken. */
    private @Nullable List<Pixels> readJpegRows(byte[] file, int passes) {
        if (passes == 1 && wanted.stream().allMatch(shrink -> JpegRows.reduction(shrink) == 1)) {
            return null;
        }
        try {
            return new JpegRows(file, deadline).shrunk(header.width(), header.height(), wanted);
        } catch (CalledOffException late) {
            throw late;
        } catch (IOException | RuntimeException broken) {
            LOG.debug("not read row by row: {}", broken.toString());
            return null;
        }
    }

    /** The shrunk images of the last pass; of all passes in turn if it does not come as the file says. */
    private @Nullable List<Pixels> readLastPass(byte[] jpeg, int passes) throws IOException {
        if (passes > 1) {
            try {
                List<Pixels> pixels = readShrinking(Codecs.jdkReader(ImageFormat.JPEG), jpeg, passes - 1);
                if (pixels != null) {
                    return pixels;
                }
            } catch (CalledOffException late) {
                throw late;
            } catch (IOException | RuntimeException broken) {
                LOG.debug("the last of {} passes does not come: {}", passes, broken.toString());
            }
        }
        return readShrinking(Codecs.jdkReader(ImageFormat.JPEG), jpeg, 0);
    }

    /** Whether no decoder holds the whole image, as the header says for most JPEG and PNG files. */
    public boolean passesRowByRow() throws IOException {
        return readShrinking(Codecs.jdkReader(header.format()), source, 0) != null;
    }

    private List<Pixels> decodePng(byte[] png) throws IOException {
        byte[] plain = PngHeader.withoutSecondAlpha(png);
        byte[] file = PngHeader.mended(plain);
        cutShort |= file != plain;
        List<Pixels> pixels = readPngRows(file);
        return pixels != null ? pixels : readRarerPng(PngSalvage.salvaged(file, deadline), file);
    }

    private List<Pixels> readRarerPng(byte[] readable, byte[] file) throws IOException {
        cutShort |= readable != file;
        List<Pixels> pixels = header.decoderBytesPerPixel() == 0
                ? readShrinking(Codecs.jdkReader(ImageFormat.PNG), readable, 0)
                : null;
        return pixels != null ? pixels : shrink(readWhole(Codecs.jdkReader(ImageFormat.PNG), readable));
    }

    /** The shrunk images, or null if the file is of a rarer kind, or broken: the JDK's reader says then how. */
    private @Nullable List<Pixels> readPngRows(byte[] file) {
        PngRows rows = new PngRows(file, deadline);
        try {
            if (!rows.isKnown(header.width(), header.height())) {
                return null;
            }
            BoxShrinkers shrinker = new BoxShrinkers(header.height(), wanted, rows.hasAlpha());
            rows.read(header.width(), header.height(), shrinker);
            return shrinker.shrunk();
        } catch (IOException broken) {
            LOG.debug("not read row by row: {}", broken.toString());
            return null;
        }
    }

    /** The shrunk images, or null if this JDK's reader hands out its rows in another way than expected. */
    private @Nullable List<Pixels> readShrinking(ImageReader unprepared, byte[] bytes, int passesToSkip)
            throws IOException {
        ImageReader reader = prepared(unprepared, bytes, new DeadlineListener(deadline));
        try {
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            if (!types.hasNext()) {
                return null;
            }
            ImageTypeSpecifier type = types.next();
            boolean alpha = type.getColorModel().hasAlpha();
            BoxShrinkers shrinker = new BoxShrinkers(header.height(), wanted, alpha);
            ShrinkingRaster raster = new ShrinkingRaster(type, header.width(), header.height(), shrinker, deadline)
                    .skipping(passesToSkip);
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setDestination(new BufferedImage(type.getColorModel(), raster, false, null));
            try {
                reader.read(0, parameters);
            } catch (IOException | RuntimeException broken) {
                if (!isShown(raster.hasRows(), broken)) {
                    throw broken;
                }
                return shrinker.shrunk();
            }
            return raster.isComplete() ? shrinker.shrunk() : null;
        } finally {
            reader.dispose();
        }
    }

    private List<Pixels> decodeIco() throws IOException {
        IcoHeader icon = IcoHeader.read(ByteReader.of(source));
        return icon.stillFormat() == ImageFormat.PNG
                ? decodePng(icon.still().shared())
                : decodeEvened(ImageFormat.BMP, icon.still().shared());
    }

    /** Of TIFF's many kinds of colours only RGB, gray and palettes are what the JDK takes them for. */
    private List<Pixels> decodeTiff() throws IOException {
        byte[] file = TiffHeader.mended(source);
        cutShort |= file != source;
        TiffJpeg jpeg = TiffHeader.jpeg(ByteReader.of(file));
        if (jpeg != null) {
            return shrink(jpeg.pixels(jpeg.isOfInks() ? this::readInks : this::readTiffPart));
        }
        if (TiffHeader.isLab(ByteReader.of(file))) {
            BufferedImage lab = readWhole(Codecs.jdkReader(ImageFormat.TIFF), TiffHeader.labAsRgb(file));
            return shrink(lab, new LabColours());
        }
        BufferedImage image = readWhole(Codecs.jdkReader(ImageFormat.TIFF), file);
        if (TiffHeader.isOfInks(ByteReader.of(file))) {
            return shrink(image, Inks.of(header.profile()));
        }
        int kind = image.getColorModel().getColorSpace().getType();
        return kind == ColorSpace.TYPE_RGB || kind == ColorSpace.TYPE_GRAY ? shrink(image) : shrinkEvened(image);
    }

    private PixelRows readTiffPart(byte[] jpeg) throws IOException {
        return new PixelRows(readWhole(Codecs.jdkReader(ImageFormat.JPEG), jpeg));
    }

    private PixelRows readInks(byte[] jpeg) throws IOException {
        ImageReader reader = prepared(Codecs.jdkReader(ImageFormat.JPEG), jpeg, new DeadlineListener(deadline));
        try {
            return new PixelRows(reader.readRaster(0, null), null, Inks.of(header.profile()));
        } finally {
            reader.dispose();
        }
    }

    private List<Pixels> shrink(BufferedImage image, SampleConversion conversion) {
        checkSize(image);
        BoxShrinkers shrinker = new BoxShrinkers(image.getHeight(), wanted, header.alpha());
        return shrunk(new PixelRows(image.getRaster(), null, conversion), shrinker);
    }

    /** Its samples can have any number of bits, which the JDK evens out. */
    private List<Pixels> decodeEvened(ImageFormat format, byte[] file) throws IOException {
        return shrinkEvened(readWhole(Codecs.jdkReader(format), file));
    }

    private List<Pixels> shrinkEvened(BufferedImage image) {
        checkSize(image);
        boolean alpha = image.getColorModel().hasAlpha();
        BoxShrinkers shrinker = new BoxShrinkers(image.getHeight(), wanted, alpha);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            shrinker.addRow(image.getRGB(0, y, row.length, 1, row, 0, row.length));
        }
        return shrinker.shrunk();
    }

    private List<Pixels> decodeGif() throws IOException {
        Area frame = header.animation().frames().get(0).area();
        return shrinkOnScreen(readWhole(Codecs.jdkReader(ImageFormat.GIF), GifHeader.mended(source)), frame);
    }

    private List<Pixels> decodeWebp() throws IOException {
        WebpHeader webp = WebpHeader.read(ByteReader.of(source));
        return shrinkOnScreen(readWebp(webp.still()), webp.frame());
    }

    /** The first frame of an animation may cover a part of the image only. */
    private List<Pixels> shrinkOnScreen(BufferedImage image, Area frame) {
        if (frame.equals(Area.of(header.width(), header.height()))) {
            return shrink(image);
        }
        Pixels pixels = unpacked(image);
        return shrink(pixels.onCanvas(header.width(), header.height(), frame.left(), frame.top()));
    }

    private BufferedImage readWhole(ImageReader unprepared, byte[] bytes) throws IOException {
        DeadlineListener progress = new DeadlineListener(deadline);
        ImageReader reader = prepared(unprepared, bytes, progress);
        try {
            // An image of its own, because what a reader has made so far is lost when it fails.
            ImageReadParam parameters = reader.getDefaultReadParam();
            BufferedImage image =
                    reader.getImageTypes(0).next().createBufferedImage(reader.getWidth(0), reader.getHeight(0));
            parameters.setDestination(image);
            try {
                reader.read(0, parameters);
            } catch (IOException | RuntimeException broken) {
                if (!isShown(progress.hasProgressed(), broken)) {
                    throw broken;
                }
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    /** Whether an image is shown although its reader failed: if some of it is there, as browsers and imgproxy do. */
    private boolean isShown(boolean anyThere, Exception failure) {
        if (!anyThere || failure instanceof CalledOffException) {
            return false;
        }
        LOG.debug("the source is shown as far as it goes: {}", failure.toString());
        cutShort = true;
        return true;
    }

    private BufferedImage readWebp(ByteReader file) throws IOException {
        deadline.look();
        ImageReader reader = Codecs.webpReader();
        try {
            reader.setInput(new WatchedInput(file.shared(), deadline), true, true);
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private ImageReader prepared(ImageReader reader, byte[] bytes, DeadlineListener progress) {
        reader.setInput(new WatchedInput(bytes, deadline), true, true);
        reader.addIIOReadProgressListener(progress);
        reader.addIIOReadWarningListener((IIOReadWarningListener) (from, warning) -> noteWarning(warning));
        return reader;
    }

    /** A JPEG file that ends early is completed by its decoder, without a failure. */
    private void noteWarning(String warning) {
        cutShort |= warning.contains("remature end");
    }

    private List<Pixels> shrink(BufferedImage image) {
        checkSize(image);
        BoxShrinkers shrinker = new BoxShrinkers(
                image.getHeight(), wanted, image.getColorModel().hasAlpha());
        return shrunk(new PixelRows(image), shrinker);
    }

    private Pixels unpacked(BufferedImage image) {
        List<Shrink> whole = List.of(Shrink.none(image.getWidth(), image.getHeight()));
        boolean alpha = image.getColorModel().hasAlpha();
        return shrunk(new PixelRows(image), new BoxShrinkers(image.getHeight(), whole, alpha))
                .get(0);
    }

    private List<Pixels> shrunk(PixelRows rows, BoxShrinkers shrinker) {
        int[] row = new int[rows.width()];
        for (int y = 0; y < rows.height(); y++) {
            deadline.look();
            rows.read(y, row);
            shrinker.addRow(row);
        }
        return shrinker.shrunk();
    }

    private List<Pixels> shrink(Pixels pixels) {
        return pixels.shrunk(wanted);
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
        T run() throws IOException, ProcessingException;
    }

    /** Takes the frames of an animation one by one. */
    @FunctionalInterface
    public interface FrameConsumer {
        void accept(Pixels image, int delayMillis) throws ProcessingException, InterruptedException;
    }
}
