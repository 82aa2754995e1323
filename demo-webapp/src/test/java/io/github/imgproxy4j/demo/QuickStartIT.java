package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.demo.server.WarServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web app made of nothing but the blocks of README's "Use it", the libraries of the demo's WAR, and one picture. */
class QuickStartIT {
    private static final Path README = Path.of("../README.md");
    private static final Path PICTURE = Path.of("src/main/webapp/WEB-INF/photos/lighthouse.jpg");
    private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/(.*\\.jar)");

    @TempDir
    Path folder;

    private Path webapp;
    private String settings;

    @BeforeEach
    void unpack() throws IOException {
        webapp = Files.createDirectories(folder.resolve("webapp"));
        Path library = Files.createDirectories(webapp.resolve("WEB-INF/lib"));
        try (ZipFile war = new ZipFile(DemoServer.war().toFile())) {
            for (ZipEntry entry : war.stream().toList()) {
                Matcher jar = LIBRARY.matcher(entry.getName());
                if (jar.matches()) {
                    Files.copy(war.getInputStream(entry), library.resolve(jar.group(1)));
                }
            }
        }
        Path cats = Files.createDirectories(folder.resolve("photos/cats"));
        Files.copy(PICTURE, cats.resolve("tom.jpg"));
        settings =
                block("xml", "<filter>").replace("/srv/photos", cats.getParent().toString());
        Files.writeString(webapp.resolve("index.jsp"), block("jsp", "<imgproxy:img"));
    }

    /** The block of a language that holds a text. */
    private static String block(String language, String text) throws IOException {
        Matcher blocks = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(README));
        return blocks.results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(text))
                .findFirst()
                .orElseThrow();
    }

    private WarServer start() throws Exception {
        Files.writeString(
                webapp.resolve("WEB-INF/web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + settings + "</web-app>");
        WarServer server = new WarServer(
                webapp,
                "127.0.0.1",
                0,
                Map.of(
                        "imgproxy.key", "736563726574",
                        "imgproxy.salt", "68656c6c6f",
                        "imgproxy.store-dir", folder.resolve("store").toString()));
        server.start();
        return server;
    }

    @Test
    void theSitesOwnPicturesAreShown() throws Exception {
        try (WarServer server = start()) {
            Visitor visitor = new Visitor(server.url());
            Document page = visitor.page("index.jsp");
            List<Element> images = page.select("img");

            assertThat(images).hasSize(2);
            for (Element image : images) {
                HttpResponse<byte[]> picture = visitor.bytes(image.attr("data-imgproxy-src"));
                assertThat(picture.statusCode()).as(image.outerHtml()).isEqualTo(200);
                assertThat(PixelSize.of(picture.body())).isEqualTo(new PixelSize(300, 200));
                assertThat(image.attr("onerror")).isNotEmpty();
            }
            assertThat(visitor.bytes(images.get(0).attr("data-imgproxy-src"))
                            .headers()
                            .firstValue("Content-Type"))
                    .hasValue("image/webp");
        }
    }

    @Test
    void noFormatIsOfferedThatTheModulesCannotMake() throws Exception {
        try (WarServer server = start()) {
            Visitor visitor = new Visitor(server.url());
            List<Element> sources = visitor.page("index.jsp").select("picture > source");

            assertThat(sources).extracting(source -> source.attr("type")).containsExactly("image/webp");
            assertThat(visitor.bytes(sources.get(0).attr("data-imgproxy-srcset"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutTheSourceBaseThePageSaysWhatIsMissing() throws Exception {
        settings = settings.replaceAll(
                "(?s)<context-param>\\s*<param-name>imgproxy.source-base</param-name>.*?</context-param>", "");
        try (WarServer server = start()) {
            HttpResponse<String> page = new Visitor(server.url()).get("index.jsp");

            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.body())
                    .contains(
                            "source [/cats/tom.jpg] has no scheme; set imgproxy.source-base to what it is relative to");
        }
    }
}
