package io.github.imgproxy4j.strangers;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/** A stranger's photos, the folder for finished images, and a key: what the environment of an app names. */
record Photos(Path folder, Path store) {
    static Photos of(String stranger) {
        Path folder = Folders.fresh("photos-" + stranger);
        draw(folder.resolve("cats/tom.jpg"));
        return new Photos(folder, Folders.fresh("store-" + stranger));
    }

    Map<String, String> environment() {
        return Map.of(
                "IMGPROXY_KEY",
                "736563726574",
                "IMGPROXY_SALT",
                "68656C6C6F",
                "IMGPROXY_LOCAL_FILESYSTEM_ROOT",
                folder.toString(),
                "IMGPROXY4J_STORE_DIR",
                store.toString());
    }

    /** As people do it. */
    void emptyStore() {
        Folders.empty(store);
    }

    private static void draw(Path file) {
        BufferedImage image = new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 900, 700, Color.BLUE));
        graphics.fillRect(0, 0, 900, 700);
        graphics.dispose();
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "jpg", file.toFile());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
