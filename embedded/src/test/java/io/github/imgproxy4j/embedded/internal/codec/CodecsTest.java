package io.github.imgproxy4j.embedded.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.TestFiles;
import io.github.imgproxy4j.embedded.TestImages;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import java.awt.Color;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.Test;

class CodecsTest {

    @Test
    void aPluginOfAnUndeployedWebAppIsNeverAsked() throws Exception {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        UndeployedPlugin undeployed = new UndeployedPlugin("png", "PNG");
        ImageReaderSpi jdk = Codecs.jdkReader(ImageFormat.PNG).getOriginatingProvider();
        registry.registerServiceProvider(undeployed, ImageReaderSpi.class);
        registry.setOrdering(ImageReaderSpi.class, undeployed, jdk);
        try {
            assertThat(Codecs.jdkReader(ImageFormat.PNG).getOriginatingProvider())
                    .isSameAs(jdk);
        } finally {
            registry.deregisterServiceProvider(undeployed, ImageReaderSpi.class);
        }
    }

    /** The JDK's TIFF reader would ask for the first plug-in that knows JPEG. */
    @Test
    void norIsOneAskedForJpegInsideTiff() throws Exception {
        byte[] file = TestFiles.tiff(TestImages.filledRgb(40, 30, new Color(200, 100, 50)), "JPEG");
        IIORegistry registry = IIORegistry.getDefaultInstance();
        UndeployedPlugin undeployed = new UndeployedPlugin("jpeg", "JPEG");
        registry.registerServiceProvider(undeployed, ImageReaderSpi.class);
        registry.setOrdering(
                ImageReaderSpi.class,
                undeployed,
                Codecs.jdkReader(ImageFormat.JPEG).getOriginatingProvider());
        try {
            Pixels pixels = new Decoder(file, HeaderReader.read(file), Deadline.in(Duration.ofMinutes(1)))
                    .shrunk(Area.of(40, 30), 1, 1);

            assertThat(pixels.argb()[41] >> 16 & 0xFF).isBetween(196, 204);
            assertThat(pixels.argb()[41] & 0xFF).isBetween(46, 54);
        } finally {
            registry.deregisterServiceProvider(undeployed, ImageReaderSpi.class);
        }
    }

    @Test
    void aWebAppLeavesNoPluginsInTheRegistryOfTheJvm() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                locationOf(CodecsTest.class).getPath(),
                WebApp.class.getName()));
        for (Class<?> type : List.of(
                Codecs.class,
                com.luciad.imageio.webp.WebPImageReaderSpi.class,
                com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi.class)) {
            command.add(locationOf(type).toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).startsWith("com.sun.imageio.plugins.png.PNGImageReader");
        assertThat(output).doesNotContain("left behind");
    }

    private static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Runs in a JVM of its own, whose registry nobody has touched yet, with the processor in a loader of its own. */
    static final class WebApp {
        private WebApp() {}

        public static void main(String[] locations) throws Exception {
            List<URL> urls = new ArrayList<>();
            for (String location : locations) {
                urls.add(new URL(location));
            }
            try (URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]))) {
                Thread.currentThread().setContextClassLoader(loader);
                Class<?> codecs = loader.loadClass("io.github.imgproxy4j.embedded.internal.codec.Codecs");
                var format = loader.loadClass("io.github.imgproxy4j.embedded.internal.format.ImageFormat");
                var reader = codecs.getDeclaredMethod("jdkReader", format);
                reader.setAccessible(true);
                System.out.println(reader.invoke(null, format.getEnumConstants()[1])
                        .getClass()
                        .getName());
            }
            Iterator<ImageReaderSpi> plugins =
                    IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
            while (plugins.hasNext()) {
                Class<?> plugin = plugins.next().getClass();
                if (plugin.getClassLoader() != null) {
                    System.out.println("left behind: " + plugin);
                }
            }
        }
    }

    private static final class UndeployedPlugin extends ImageReaderSpi {
        UndeployedPlugin(String... formats) {
            super(
                    "nobody",
                    "1",
                    formats,
                    null,
                    null,
                    "none",
                    new Class<?>[] {Object.class},
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null);
        }

        @Override
        public boolean canDecodeInput(Object source) {
            return false;
        }

        @Override
        public ImageReader createReaderInstance(Object extension) throws IOException {
            throw new IllegalAccessError("the web app is gone");
        }

        @Override
        public String getDescription(Locale locale) {
            return "";
        }
    }
}
