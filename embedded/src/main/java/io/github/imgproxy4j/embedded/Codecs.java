package io.github.imgproxy4j.embedded;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWrapper;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * Makes readers and writers for each format.
 *
 * <p>The ones of the JDK are taken by name and the others made directly, because which plug-ins the JVM-wide registry
 * holds, and in which order, depends on what else runs in the container. Thread-safe; what it makes is not.
 */
final class Codecs {
    private static final String JDK_PACKAGE = "com.sun.imageio.plugins.";

    private Codecs() {}

    /** The JDK's reader for a format; quick, and strict about what it understands. */
    static ImageReader jdkReader(ImageFormat format) throws IOException {
        return first(ImageIO.getImageReadersByFormatName(format.name()), format);
    }

    static ImageWriter jdkWriter(ImageFormat format) throws IOException {
        return first(ImageIO.getImageWritersByFormatName(format.name()), format);
    }

    /** A JPEG reader that also knows CMYK and the rarer kinds of coding. */
    static ImageReader lenientJpegReader() throws IOException {
        ImageReaderSpi jdk = jdkReader(ImageFormat.JPEG).getOriginatingProvider();
        JPEGImageReaderSpi lenient = new JPEGImageReaderSpi();
        // It looks for the JDK's reader in the registry that it is put into; a private one leaves the JVM's alone.
        ServiceRegistry registry =
                new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        registry.registerServiceProvider(jdk);
        registry.registerServiceProvider(lenient);
        return lenient.createReaderInstance();
    }

    /**
     * A WebP reader, over the reference implementation; a pure Java decoder that was tried gave wrong pictures.
     *
     * @throws IOException if its native library cannot be unpacked or loaded
     */
    static ImageReader webpReader() throws IOException {
        loadWebpLibrary();
        return new WebPImageReaderSpi().createReaderInstance();
    }

    /** A WebP writer; fails as {@link #webpReader} does. */
    static ImageWriter webpWriter() throws IOException {
        loadWebpLibrary();
        return new WebPImageWriterSpi().createWriterInstance();
    }

    private static void loadWebpLibrary() throws IOException {
        try {
            WebPWrapper.loadNativeLibrary();
        } catch (LinkageError | RuntimeException notLoaded) {
            throw new IOException("the native WebP library cannot be loaded", notLoaded);
        }
    }

    private static <T> T first(Iterator<T> candidates, ImageFormat format) throws IOException {
        while (candidates.hasNext()) {
            T candidate = candidates.next();
            if (candidate.getClass().getName().startsWith(JDK_PACKAGE)) {
                return candidate;
            }
        }
        throw new IOException("the JDK brings no codec for " + format);
    }
}
