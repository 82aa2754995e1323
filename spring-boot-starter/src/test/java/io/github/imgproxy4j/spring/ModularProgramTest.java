package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import javax.tools.JavaCompiler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module, compiled and run as its author would: from jars, on the module path. */
class ModularProgramTest {
    private static final List<String> LIBRARIES = List.of(
            "imgproxy4j-core",
            "imgproxy4j-filter",
            "imgproxy4j-embedded",
            "slf4j-api",
            "httpclient5",
            "httpcore5",
            "imageio-",
            "common-",
            "webp-imageio",
            "jakarta.servlet-api",
            "tomcat-embed-core");

    private static final String DESCRIPTOR =
            "module photos { requires io.github.imgproxy4j.filter; requires io.github.imgproxy4j.embedded; requires java.desktop; }";

    private static final String PROGRAM = """
            package photos;

            import io.github.imgproxy4j.Imgproxy;
            import io.github.imgproxy4j.embedded.EmbeddedImgproxy;
            import io.github.imgproxy4j.filter.upstream.Upstream;
            import io.github.imgproxy4j.filter.upstream.UpstreamRequest;
            import io.github.imgproxy4j.filter.upstream.UpstreamResponse;
            import io.github.imgproxy4j.settings.Settings;
            import io.github.imgproxy4j.settings.SettingsSource;
            import java.awt.image.BufferedImage;
            import java.nio.file.Path;
            import java.util.Map;
            import javax.imageio.ImageIO;

            public class Photos {
                public static void main(String[] arguments) throws Exception {
                    Path photos = Path.of(arguments[0]);
                    ImageIO.write(new BufferedImage(40, 30, 1), "png", photos.resolve("cat.png").toFile());
                    Imgproxy imgproxy = Imgproxy.builder().key("01").salt("02").proxyUrl("/img").build();
                    var urls = imgproxy.image("local:///cat.png").width(20).format("png").urls();
                    System.out.println(urls.proxy());
                    Settings settings = Settings.read(
                            SettingsSource.of("example", Map.of("imgproxy.local-filesystem-root", photos.toString())));
                    try (Upstream upstream = EmbeddedImgproxy.create(settings);
                            UpstreamResponse response = upstream.fetch(UpstreamRequest.builder(urls.signedPath()).build())) {
                        System.out.println(response.status() + " " + ImageIO.read(response.body()).getWidth());
                    }
                    System.out.println(Imgproxy.class.getModule() + ", " + Upstream.class.getModule());
                }
            }
            """;

    @TempDir
    Path folder;

    private String modulePath;

    @BeforeEach
    void findJars() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            jars.addAll(jar(Path.of(entry)));
        }
        modulePath = String.join(File.pathSeparator, jars);
    }

    @Test
    void signsAndProcessesOnTheModulePath() throws Exception {
        assertThat(compiled(PROGRAM)).isEmpty();

        assertThat(run().lines())
                .anyMatch(line -> line.startsWith("/img/"))
                .contains("200 20", "module io.github.imgproxy4j.core, module io.github.imgproxy4j.filter");
    }

    @Test
    void internalPackagesAreClosedToIt() throws IOException {
        String intruder = "package photos; class Photos { io.github.imgproxy4j.internal.url.Signer signer; }";

        assertThat(compiled(intruder))
                .contains("package io.github.imgproxy4j.internal.url is not visible")
                .contains("does not export it to module photos");
    }

    /** The messages of the compiler; none if it is satisfied. */
    private String compiled(String program) throws IOException {
        Path descriptor = Files.writeString(folder.resolve("module-info.java"), DESCRIPTOR);
        Path source = Files.writeString(folder.resolve("Photos.java"), program);
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        compiler.getTask(
                        messages,
                        files,
                        null,
                        List.of(
                                "--class-path",
                                folder.toString(),
                                "--module-path",
                                modulePath,
                                "-d",
                                folder.resolve("classes").toString()),
                        null,
                        files.getJavaFileObjects(descriptor, source))
                .call();
        return messages.toString();
    }

    private String run() throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "--module-path",
                        folder.resolve("classes") + File.pathSeparator + modulePath,
                        "--module",
                        "photos/photos.Photos",
                        photos.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** The jar of a library that the program needs; in the reactor our own are folders of classes still. */
    private List<String> jar(Path entry) throws IOException {
        String name = entry.getFileName().toString();
        if (name.equals("classes")) {
            String module = entry.getParent().getParent().getFileName().toString();
            return LIBRARIES.contains("imgproxy4j-" + module) ? List.of(packed(entry, module)) : List.of();
        }
        return LIBRARIES.stream().anyMatch(name::startsWith) ? List.of(entry.toString()) : List.of();
    }

    private String packed(Path classes, String module) throws IOException {
        Path manifest = Files.writeString(
                folder.resolve(module + ".mf"), "Automatic-Module-Name: io.github.imgproxy4j." + module + "\n");
        String jar = folder.resolve("imgproxy4j-" + module + ".jar").toString();
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "-cfm", jar, manifest.toString(), "-C", classes.toString(), ".");
        assertThat(status).as("packing %s", classes).isZero();
        return jar;
    }
}
