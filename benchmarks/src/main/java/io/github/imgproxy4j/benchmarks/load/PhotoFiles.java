package io.github.imgproxy4j.benchmarks.load;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Makes files that are as hard to decode, shrink and encode as photographs: clouds of all sizes, finer ones fainter, with
 * the grain of a sensor. Stateless.
 */
final class PhotoFiles {
    private static final float QUALITY = 0.88f;
    private static final int COARSEST = 512;
    private static final int FINEST = 4;
    private static final int GRAIN = 5;

    private static final int SHAPES = 60;
    private static final int COLOURS = 7;

    private PhotoFiles() {}

    static BufferedImage photo(int width, int height, long seed) {
        Random random = new Random(seed);
        float[][] channels = new float[3][];
        float[] shared = clouds(width, height, random, FINEST);
        for (int channel = 0; channel < 3; channel++) {
            channels[channel] = clouds(width, height, random, COARSEST / 4);
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int index = 0; index < shared.length; index++) {
            int grain = random.nextInt(GRAIN) - GRAIN / 2;
            int rgb = 0;
            for (float[] channel : channels) {
                int sample = Math.round(128 + shared[index] + 0.6f * channel[index]) + grain;
                rgb = rgb << 8 | Math.max(0, Math.min(255, sample));
            }
            image.setRGB(index % width, index / width, rgb);
        }
        return image;
    }

    /** Flat shapes with smooth edges, in few colours. */
    static BufferedImage drawing(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(0xF4F1E8));
        graphics.fillRect(0, 0, width, height);
        Random random = new Random(3);
        for (int shape = 0; shape < SHAPES; shape++) {
            graphics.setColor(Color.getHSBColor(shape % COLOURS / (float) COLOURS, 0.7f, 0.8f));
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            int side = height / 20 + random.nextInt(height / 6);
            if (shape % 2 == 0) {
                graphics.fillOval(x, y, side, side);
            } else {
                graphics.drawLine(x, y, x + side, y + side / 3);
            }
        }
        graphics.dispose();
        return image;
    }

    /** Sums random grids of ever smaller meshes, each half as strong as the one before. */
    private static float[] clouds(int width, int height, Random random, int finest) {
        float[] sum = new float[width * height];
        float strength = 90;
        for (int mesh = COARSEST; mesh >= finest; mesh /= 2) {
            int across = width / mesh + 2;
            float[] grid = new float[across * (height / mesh + 2)];
            for (int index = 0; index < grid.length; index++) {
                grid[index] = (random.nextFloat() - 0.5f) * strength;
            }
            for (int y = 0; y < height; y++) {
                float down = (float) (y % mesh) / mesh;
                for (int x = 0; x < width; x++) {
                    float right = (float) (x % mesh) / mesh;
                    int corner = y / mesh * across + x / mesh;
                    float above = grid[corner] + right * (grid[corner + 1] - grid[corner]);
                    float below = grid[corner + across] + right * (grid[corner + across + 1] - grid[corner + across]);
                    sum[y * width + x] += above + down * (below - above);
                }
            }
            strength *= 0.6f;
        }
        return sum;
    }

    /** Writes a file of the format that its name ends with, with loss where that is usual. */
    static void write(BufferedImage image, Path file) throws IOException {
        String name = file.getFileName().toString();
        ImageWriter writer = ImageIO.getImageWritersBySuffix(name.substring(name.lastIndexOf('.') + 1))
                .next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        if (name.matches(".*\\.(jpg|webp)")) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionType(name.endsWith(".webp") ? "Lossy" : "JPEG");
            parameters.setCompressionQuality(QUALITY);
        }
        try (ImageOutputStream output = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}
