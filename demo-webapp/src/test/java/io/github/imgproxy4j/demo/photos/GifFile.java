package io.github.imgproxy4j.demo.photos;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes frames as a GIF that plays for ever, all frames sharing one palette of 2, 4, 8 … colours. */
final class GifFile {

    private static final String STREAM = "javax_imageio_gif_stream_1.0";
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private GifFile() {}

    static byte[] encode(List<BufferedImage> frames, int colours, int hundredths) throws IOException {
        int[] palette = palette(frames, colours);
        IndexColorModel model = new IndexColorModel(8, palette.length, palette, 0, false, -1, 0);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            IIOMetadata start = writer.getDefaultStreamMetadata(null);
            start.mergeTree(STREAM, shared(palette));
            writer.prepareWriteSequence(start);
            byte[] nearest = new byte[1 << 18];
            for (BufferedImage frame : frames) {
                BufferedImage indexed =
                        new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
                map(frame, indexed, palette, nearest);
                IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(indexed), null);
                metadata.mergeTree(FORMAT, playing(hundredths));
                writer.writeToSequence(new IIOImage(indexed, null, metadata), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadataNode shared(int[] palette) {
        IIOMetadataNode root = new IIOMetadataNode(STREAM);
        IIOMetadataNode table = new IIOMetadataNode("GlobalColorTable");
        table.setAttribute("sizeOfGlobalColorTable", String.valueOf(palette.length));
        table.setAttribute("backgroundColorIndex", "0");
        table.setAttribute("sortFlag", "FALSE");
        for (int i = 0; i < palette.length; i++) {
            IIOMetadataNode entry = new IIOMetadataNode("ColorTableEntry");
            entry.setAttribute("index", String.valueOf(i));
            entry.setAttribute("red", String.valueOf(palette[i] >> 16 & 255));
            entry.setAttribute("green", String.valueOf(palette[i] >> 8 & 255));
            entry.setAttribute("blue", String.valueOf(palette[i] & 255));
            table.appendChild(entry);
        }
        root.appendChild(table);
        return root;
    }

    private static IIOMetadataNode playing(int hundredths) {
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", String.valueOf(hundredths));
        control.setAttribute("transparentColorIndex", "0");
        root.appendChild(control);
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0});
        extensions.appendChild(loop);
        root.appendChild(extensions);
        return root;
    }

    private static void map(BufferedImage frame, BufferedImage indexed, int[] palette, byte[] nearest) {
        for (int y = 0; y < frame.getHeight(); y++) {
            for (int x = 0; x < frame.getWidth(); x++) {
                int rgb = frame.getRGB(x, y);
                int key = (rgb >> 18 & 63) << 12 | (rgb >> 10 & 63) << 6 | (rgb >> 2 & 63);
                if (nearest[key] == 0) {
                    nearest[key] = (byte) (closest(rgb, palette) + 1);
                }
                indexed.getRaster().setSample(x, y, 0, (nearest[key] & 255) - 1);
            }
        }
    }

    private static int closest(int rgb, int[] palette) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int distance = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                int d = (rgb >> shift & 255) - (palette[i] >> shift & 255);
                distance += d * d;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /** Splits the colours' box with the widest side at its median until there are enough boxes. */
    private static int[] palette(List<BufferedImage> frames, int colours) {
        List<Integer> samples = new ArrayList<>();
        for (BufferedImage frame : frames) {
            for (int i = 0; i < frame.getWidth() * frame.getHeight(); i += 7) {
                samples.add(frame.getRGB(i % frame.getWidth(), i / frame.getWidth()) & 0xffffff);
            }
        }
        List<List<Integer>> boxes = new ArrayList<>(List.of(samples));
        while (boxes.size() < colours) {
            List<Integer> widest = boxes.stream()
                    .max(Comparator.comparingInt(box -> spread(box, widestShift(box))))
                    .orElseThrow();
            int shift = widestShift(widest);
            widest.sort(Comparator.comparingInt(rgb -> rgb >> shift & 255));
            int low = widest.get(0) >> shift & 255;
            int middle = low + spread(widest, shift) / 2;
            int cut = 1;
            while (cut < widest.size() - 1 && (widest.get(cut) >> shift & 255) <= middle) {
                cut++;
            }
            boxes.remove(widest);
            boxes.add(new ArrayList<>(widest.subList(0, cut)));
            boxes.add(new ArrayList<>(widest.subList(cut, widest.size())));
        }
        return boxes.stream().mapToInt(GifFile::mean).toArray();
    }

    private static int widestShift(List<Integer> box) {
        int best = 0;
        for (int shift = 8; shift <= 16; shift += 8) {
            best = spread(box, shift) > spread(box, best) ? shift : best;
        }
        return best;
    }

    private static int spread(List<Integer> box, int shift) {
        int low = 255;
        int high = 0;
        for (int rgb : box) {
            low = Math.min(low, rgb >> shift & 255);
            high = Math.max(high, rgb >> shift & 255);
        }
        return high - low;
    }

    private static int mean(List<Integer> box) {
        int rgb = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int at = shift;
            long sum = box.stream().mapToLong(c -> c >> at & 255).sum();
            rgb |= (int) (sum / box.size()) << shift;
        }
        return rgb;
    }
}
