package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.MetadataWriter;
import io.github.imgproxy4j.embedded.internal.limit.CalledOffException;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.DeadlineListener;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.limit.WatchedOutput;
import io.github.imgproxy4j.embedded.internal.options.Output;
import io.github.imgproxy4j.embedded.internal.raster.FrameSequence;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Writes images as JPEG (in one pass, with Huffman tables of their own), PNG, GIF or WebP (lossy), with the metadata that
 * are given to them. Stateless.
 */
public final class Encoder {
    private static final int MAX_JPEG_SIDE = 65_500;
    /** From here on colours are worth as much as shapes; the library behind imgproxy draws the line at the same place. */
    private static final int FULL_COLOUR_QUALITY = 90;

    private static final int MAX_GIF_SIDE = 65_535;

    private Encoder() {}

    /**
     * The bytes of a file.
     *
     * @param quality from 1 to 100; PNG has none
     * @throws ProcessingException if the image is too large for the format or its codec is missing
     */
    public static byte[] encode(Pixels pixels, ImageFormat format, int quality) throws ProcessingException {
        return encode(FrameSequence.still(pixels), format, quality, Output.PLAIN);
    }

    /** The bytes of a file, however long it takes. */
    public static byte[] encode(FrameSequence sequence, ImageFormat format, int quality, Output output)
            throws ProcessingException {
        return encode(sequence, format, quality, output, Deadline.never());
    }

    /**
     * The bytes of a file, which is animated if there are several frames.
     *
     * @param quality from 1 to 100; GIF and PNG have none
     * @throws ProcessingException if the image is too large for the format or its codec is missing
     * @throws CalledOffException if the time is over
     */
    public static byte[] encode(
            FrameSequence sequence, ImageFormat format, int quality, Output output, Deadline deadline)
            throws ProcessingException {
        Pixels pixels = sequence.first();
        if (Math.max(pixels.width(), pixels.height()) > maxSide(format)) {
            throw ProcessingException.cannotWrite("the result is too large for " + format, null);
        }
        try {
            byte[] file = switch (format) {
                case JPEG -> jpeg(pixels, quality, deadline);
                case PNG -> PngWriter.write(pixels, output, deadline);
                case WEBP ->
                    sequence.isAnimated()
                            ? WebpWriter.write(sequence, quality, frame -> webp(frame, quality, deadline), deadline)
                            : webp(pixels, quality, deadline);
                case GIF -> GifWriter.write(sequence, output.coloursOfGif(), deadline);
                default -> throw ProcessingException.cannotWrite("the embedded processor cannot write " + format, null);
            };
            return MetadataWriter.into(file, format, output.metadata(), output.profile());
        } catch (IOException notWritten) {
            throw ProcessingException.cannotWrite("the result cannot be written as " + format, notWritten);
        }
    }

    private static int maxSide(ImageFormat format) {
        return switch (format) {
            case JPEG -> MAX_JPEG_SIDE;
            case GIF -> MAX_GIF_SIDE;
            default -> Integer.MAX_VALUE;
        };
    }

    private static byte[] jpeg(Pixels pixels, int quality, Deadline deadline) throws IOException {
        ImageWriter writer = Codecs.jdkWriter(ImageFormat.JPEG);
        JPEGImageWriteParam parameters = (JPEGImageWriteParam) writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality / 100f);
        parameters.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
        parameters.setOptimizeHuffmanTables(true);
        return write(
                writer,
                parameters,
                bytes(pixels, deadline),
                quality >= FULL_COLOUR_QUALITY ? fullColour(writer, parameters) : null,
                deadline);
    }

    private static byte[] webp(Pixels pixels, int quality, Deadline deadline) throws IOException {
        // Native code does not stop while it works on an image; so at least it does not begin too late.
        deadline.look();
        ImageWriter writer = Codecs.webpWriter();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        // Without the type the quality would be taken for the effort of lossless compression.
        parameters.setCompressionType("Lossy");
        parameters.setCompressionQuality(quality / 100f);
        return write(writer, parameters, image(pixels), null, deadline);
    }

    /** Metadata that keep the colour of every pixel; without them a file has it for blocks of four. */
    private static IIOMetadata fullColour(ImageWriter writer, ImageWriteParam parameters) throws IOException {
        ImageTypeSpecifier type = ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_INT_RGB);
        IIOMetadata metadata = writer.getDefaultImageMetadata(type, parameters);
        Node root = metadata.getAsTree(metadata.getNativeMetadataFormatName());
        NodeList components = ((IIOMetadataNode) root).getElementsByTagName("componentSpec");
        for (int index = 0; index < components.getLength(); index++) {
            ((IIOMetadataNode) components.item(index)).setAttribute("HsamplingFactor", "1");
            ((IIOMetadataNode) components.item(index)).setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(metadata.getNativeMetadataFormatName(), root);
        return metadata;
    }

    private static byte[] write(
            ImageWriter writer,
            ImageWriteParam parameters,
            BufferedImage image,
            @Nullable IIOMetadata metadata,
            Deadline deadline)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WatchedOutput output = new WatchedOutput(bytes, deadline)) {
            writer.setOutput(output);
            writer.addIIOWriteProgressListener(new DeadlineListener(deadline));
            writer.write(null, new IIOImage(image, null, metadata), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Opaque pixels as bytes: the JDK's JPEG writer takes several times as long to unpack them by itself. */
    private static BufferedImage bytes(Pixels pixels, Deadline deadline) {
        int[] argb = pixels.argb();
        byte[] samples = new byte[Math.multiplyExact(argb.length, 3)];
        for (int index = 0, at = 0; index < argb.length; index++, at += 3) {
            deadline.lookAt(index);
            int pixel = argb[index];
            samples[at] = (byte) (pixel >> 16);
            samples[at + 1] = (byte) (pixel >> 8);
            samples[at + 2] = (byte) pixel;
        }
        int[] order = {0, 1, 2};
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length),
                pixels.width(),
                pixels.height(),
                3 * pixels.width(),
                order.length,
                order,
                new Point(0, 0));
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }

    /** The pixels as the JDK sees them, without copying. */
    private static BufferedImage image(Pixels pixels) {
        ColorModel model = pixels.hasAlpha()
                ? ColorModel.getRGBdefault()
                : new DirectColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        24,
                        0xFF0000,
                        0xFF00,
                        0xFF,
                        0,
                        false,
                        DataBuffer.TYPE_INT);
        DataBufferInt buffer = new DataBufferInt(pixels.argb(), pixels.argb().length);
        WritableRaster raster = Raster.createWritableRaster(
                model.createCompatibleSampleModel(pixels.width(), pixels.height()), buffer, new Point(0, 0));
        return new BufferedImage(model, raster, false, null);
    }
}
