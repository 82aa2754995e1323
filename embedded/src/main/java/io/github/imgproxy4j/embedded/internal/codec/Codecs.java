package io.github.imgproxy4j.embedded.internal.codec;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWrapper;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * Makes readers and writers for each format.
 *
 * <p>The ones of the JDK are found by their class and the others made directly, because which plug-ins the JVM-wide
 * registry holds depends on what else runs in the container. Those of a web app that is gone can no longer make
 * anything, so no foreign plug-in is ever asked. Thread-safe; what it makes is not.
 */
public final class Codecs {
    private static final String JDK_PACKAGE = "com.sun.imageio.plugins.";

    private Codecs() {}

    /** The JDK's reader for a format; quick, and strict about what it understands. */
    static ImageReader jdkReader(ImageFormat format) throws IOException {
        return jdkPlugin(ImageReaderSpi.class, format).createReaderInstance();
    }

    public static ImageWriter jdkWriter(ImageFormat format) throws IOException {
        return jdkPlugin(ImageWriterSpi.class, format).createWriterInstance();
    }

    /** A JPEG reader that also knows CMYK and the rarer kinds of coding. */
    static ImageReader lenientJpegReader() throws IOException {
        ImageReaderSpi jdk = jdkPlugin(ImageReaderSpi.class, ImageFormat.JPEG);
        JPEGImageReaderSpi lenient = new JPEGImageReaderSpi();
        // It looks for the JDK's reader in the registry that it is put into; a private one leaves the JVM's alone.
        ServiceRegistry registry =
                new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        registry.registerServiceProvider(jdk);
        registry.registerServiceProvider(lenient);
        return lenient.createReaderInstance();
    }

    /**
     * A WebP reader, over the reference implementation; a pure Java decoder that was tried gave wrong images.
     *
     * @throws IOException if its native library cannot be unpacked or loaded
     */
    public static ImageReader webpReader() throws IOException {
        loadWebpLibrary();
        return new WebPImageReaderSpi().createReaderInstance();
    }

    /** A WebP writer; fails as {@link #webpReader} does. */
    public static ImageWriter webpWriter() throws IOException {
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

    private static <T extends ImageReaderWriterSpi> T jdkPlugin(Class<T> kind, ImageFormat format) throws IOException {
        Iterator<T> plugins = registry()
                .getServiceProviders(
                        kind,
                        plugin -> plugin.getClass().getName().startsWith(JDK_PACKAGE)
                                && knows((ImageReaderWriterSpi) plugin, format),
                        false);
        if (!plugins.hasNext()) {
            throw new IOException("the JDK has no codec for " + format);
        }
        return plugins.next();
    }

    private static boolean knows(ImageReaderWriterSpi plugin, ImageFormat format) {
        return Arrays.stream(plugin.getFormatNames()).anyMatch(format.name()::equalsIgnoreCase);
    }

    /**
     * The registry of the JVM.
     *
     * <p>The first thread that uses it fills it with the plug-ins that the thread's class loader finds, and they keep that
     * loader alive when its web app goes. Ours are of no use there, so a web app's loader is kept out of sight.
     */
    private static IIORegistry registry() {
        if (Codecs.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            return IIORegistry.getDefaultInstance();
        }
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return IIORegistry.getDefaultInstance();
        } finally {
            thread.setContextClassLoader(own);
        }
    }
}
