package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.demo.server.WarServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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

/**
 * A web app made of nothing but the files that docs/quick-start.md shows, the libraries of the demo's WAR, and one picture.
 * Folders and addresses are those of the test.
 */
class QuickStartIT {
    private static final Path FILES = Path.of("src/test/quick-start");
    private static final Path PICTURE = Path.of("src/main/webapp/WEB-INF/photos/lighthouse.jpg");
    private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/(.*\\.jar)");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (\\w+)=(.*)$");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
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
        settings = Files.readString(FILES.resolve("web.xml"))
                .replace("/srv/photos", cats.getParent().toString());
        for (String page : List.of("index.jsp", "photo.jsp")) {
            Files.copy(FILES.resolve(page), webapp.resolve(page));
        }
        export("keys");
        export("store", "/var/cache/images", folder.resolve("store").toString());
    }

    /** Sets the variables of a step; every second text takes the place of the one before. */
    private void export(String step, String... replacements) throws IOException {
        String commands = Files.readString(FILES.resolve("environment.sh"))
                .split("# region " + step + "\n", 2)[1]
                .split("# endregion", 2)[0];
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(commands).contains(replacements[i]);
            commands = commands.replace(replacements[i], replacements[i + 1]);
        }
        EXPORT.matcher(commands).results().forEach(each -> environment.put(each.group(1), each.group(2)));
    }

    private WarServer start() throws Exception {
        Files.writeString(webapp.resolve("WEB-INF/web.xml"), settings);
        WarServer server = new WarServer(webapp, "127.0.0.1", 0, environment);
        server.start();
        return server;
    }

    @Test
    void theImagesOfTheSiteAreShown() throws Exception {
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
                    .contains("source [/cats/tom.jpg] has no scheme; set imgproxy.source-base to its base");
        }
    }

    @Test
    void theImageOfTheReadmeOfTheTagsIsShown() throws Exception {
        try (WarServer server = start()) {
            Visitor visitor = new Visitor(server.url());
            Element image = visitor.page("photo.jsp").selectFirst("img");

            assertThat(image.attr("alt")).isEqualTo("Tom");
            assertThat(visitor.bytes(image.attr("data-imgproxy-src")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsStoredIsThereAfterARestart() throws Exception {
        String cached;
        try (WarServer server = start()) {
            Visitor visitor = new Visitor(server.url());
            Element image = visitor.page("index.jsp").selectFirst("img");
            cached = image.attr("src");
            assertThat(visitor.bytes(cached).statusCode()).isEqualTo(404);
            assertThat(visitor.bytes(image.attr("data-imgproxy-src")).statusCode())
                    .isEqualTo(200);
        }
        try (WarServer server = start()) {
            HttpResponse<byte[]> stored = new Visitor(server.url()).bytes(cached);

            assertThat(stored.statusCode()).isEqualTo(200);
            assertThat(stored.headers().firstValue("Cache-Status")).hasValue("imgproxy4j; hit; detail=file");
        }
    }

    @Test
    void aRealImgproxyIsAskedByTheSameUrlsAndMakesAvif() throws Exception {
        String before;
        try (WarServer server = start()) {
            before = new Visitor(server.url())
                    .page("index.jsp")
                    .selectFirst("img")
                    .attr("data-imgproxy-src");
        }
        try (OtherServer imgproxy = new OtherServer()) {
            export("imgproxy", "http://127.0.0.1:8081", imgproxy.url());
            settings = settings.replaceAll(
                    "(?s)<context-param>\\s*<param-name>imgproxy.local-filesystem-root</param-name>.*?</context-param>",
                    "");
            try (WarServer server = start()) {
                Visitor visitor = new Visitor(server.url());
                Document page = visitor.page("index.jsp");

                assertThat(page.selectFirst("img").attr("data-imgproxy-src")).isEqualTo(before);
                assertThat(page.select("picture > source"))
                        .extracting(source -> source.attr("type"))
                        .containsExactly("image/avif", "image/webp");
                assertThat(visitor.bytes(before).statusCode()).isEqualTo(200);
                assertThat(imgproxy.requests()).contains("GET " + before.substring("/img".length()));
            }
        }
    }

    /** Steps 6 and 7: the object is where the CDN's address for it leads to. */
    @Test
    void theBucketHasTheImageUnderTheNameThatBrowsersRequestFromTheCdn() throws Exception {
        System.setProperty("aws.accessKeyId", "somebody");
        System.setProperty("aws.secretAccessKey", "secret");
        try (OtherServer bucket = new OtherServer()) {
            environment.remove("IMGPROXY4J_STORE_DIR");
            export("bucket", "http://127.0.0.1:3900", bucket.url());
            export("cdn");
            try (WarServer server = start()) {
                Visitor visitor = new Visitor(server.url());
                Element image = visitor.page("index.jsp").selectFirst("img");
                String address = "https://images.example.com/variants/";
                assertThat(image.attr("src")).startsWith(address);
                String key = image.attr("src").substring(address.length());

                assertThat(visitor.bytes(image.attr("data-imgproxy-src")).statusCode())
                        .isEqualTo(200);
                await().untilAsserted(
                                () -> assertThat(bucket.requests()).contains("PUT /example-images/variants/" + key));
            }
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    /** The web.xml of docs/imgproxy-cache.md, with the environment that stands below it there. */
    @Test
    void theFilterStandsAtTheRootForThoseWhoComeFromImgproxyCache() throws Exception {
        settings = Files.readString(FILES.resolve("imgproxy-cache.xml"));
        environment.put("IMGPROXY4J_MOUNT", "/");
        try (OtherServer imgproxy = new OtherServer()) {
            export("imgproxy", "http://127.0.0.1:8081", imgproxy.url());
            try (WarServer server = start()) {
                Visitor visitor = new Visitor(server.url());

                assertThat(visitor.get("health").statusCode()).isEqualTo(200);
            }
        }
    }
}
