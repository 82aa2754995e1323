package io.github.imgproxy4j.demo.photos;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;

/**
 * Renders the gallery: {@code PhotoGenerator <directory> [name…]}; all of it when no names are given. The name
 * {@code catalogue} prints the catalogue instead. {@code -Dphotos.scale=0.25} makes quick, small PNGs to look at.
 */
final class PhotoGenerator {

    private final Path directory;
    private final double scale = Double.parseDouble(System.getProperty("photos.scale", "1"));

    private PhotoGenerator(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] args) throws IOException {
        PhotoGenerator generator = new PhotoGenerator(Files.createDirectories(Path.of(args[0])));
        Set<String> wanted = new TreeSet<>(Arrays.asList(args).subList(1, args.length));
        if (wanted.contains("catalogue")) {
            System.out.print(Catalogue.ofEverything().json());
            return;
        }
        for (Photo photo : Gallery.photos()) {
            if (wanted.isEmpty() || wanted.contains(photo.name())) {
                long start = System.nanoTime();
                generator.render(photo);
                report(photo.name(), start);
            }
        }
        for (Extra extra : Extra.values()) {
            if (wanted.isEmpty() || wanted.contains(extra.file())) {
                long start = System.nanoTime();
                Files.write(generator.directory.resolve(extra.file()), extra.render());
                report(extra.file(), start);
            }
        }
    }

    private static void report(String name, long start) {
        System.out.printf("%s %.1f s%n", name, (System.nanoTime() - start) / 1e9);
    }

    private void render(Photo photo) throws IOException {
        int width = (int) (photo.width() * scale);
        int height = (int) (photo.height() * scale);
        BufferedImage upright = photo.darkroom().develop(photo.scene().shoot(width, height), photo.wide());
        if (scale < 1) {
            ImageIO.write(
                    upright, "png", directory.resolve(photo.name() + ".png").toFile());
            return;
        }
        boolean turned = photo.orientation() != 1;
        byte[] jpeg = JpegFile.encode(turned ? JpegFile.turned(upright, photo.orientation()) : upright, photo.budget());
        if (turned) {
            jpeg = JpegFile.withOrientation(jpeg, photo.orientation());
        }
        if (photo.wide()) {
            jpeg = JpegFile.withProfile(jpeg, WideGamut.profile());
        }
        Files.write(directory.resolve(photo.name() + ".jpg"), jpeg);
    }
}
