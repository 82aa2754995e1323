package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo's pages do in every servlet container. */
abstract class PagesContract extends DemoContract {
    private static final PixelSize CARD = new PixelSize(480, 320);
    private static final PixelSize HERO = new PixelSize(1280, 512);
    private static final Pattern IMG = Pattern.compile("<img [^>]*data-imgproxy-src[^>]*>");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/jsp",
                "/thymeleaf",
                "/spa",
                "/inspector",
                "/photo/dusk-panorama.jpg",
                "/photo/mountain-evening.svg"
            })
    void everyPageIsWellFormedHtml(String path) throws Exception {
        HttpResponse<String> response = visitor.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT))
                .isEqualTo("text/html;charset=utf-8");
        assertThat(response.body()).startsWith("<!DOCTYPE html>");
        assertThat(errors(response.body())).isEmpty();
        Document page = visitor.page(path);
        assertThat(page.select("html[lang] h1")).hasSize(1);
        assertThat(page.select("main, header.site nav[aria-label], footer")).hasSize(3);
        assertThat(page.select("img:not([alt]), a:not([href]), [style], [onclick]"))
                .isEmpty();
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    private static List<ParseError> errors(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        parser.parseInput(html, "");
        return parser.getErrors();
    }

    @Test
    void everyLinkOfThePagesLeadsSomewhere() throws Exception {
        for (String path : List.of("/", "/jsp", "/thymeleaf", "/spa", "/inspector")) {
            for (Element link : visitor.page(path).select("a[href^=/], link[href], script[src]")) {
                String target = link.hasAttr("href") ? link.attr("href") : link.attr("src");
                assertThat(visitor.get(target).statusCode()).as(target).isEqualTo(200);
            }
        }
    }

    @Test
    void anUnknownPageIs404AndStillAPage() throws Exception {
        for (String path : List.of("/nothing", "/photo/nothing.jpg", "/photo/", "/photo")) {
            HttpResponse<String> response = visitor.get(path);

            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).contains("There is nothing here");
        }
    }

    @Test
    void jspAndThymeleafPrintTheSameImages() throws Exception {
        List<String> jsp = images("/jsp");

        assertThat(jsp).hasSizeGreaterThanOrEqualTo(24).isEqualTo(images("/thymeleaf"));
    }

    private List<String> images(String path) throws Exception {
        return IMG.matcher(visitor.get(path).body())
                .results()
                .map(match -> match.group())
                .toList();
    }

    @Test
    void theSinglePageAppGetsTheSameUrlsAsJson() throws Exception {
        HttpResponse<String> response = visitor.get("/spa/photos.json");
        JsonNode gallery = new ObjectMapper().readTree(response.body());
        List<JsonNode> photos = new ArrayList<>(List.of(gallery.get("hero")));
        gallery.get("photos").forEach(photos::add);
        List<List<String>> urls = new ArrayList<>();
        for (JsonNode photo : photos) {
            urls.add(urls(photo, image(photo)));
        }

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(urls)
                .isEqualTo(visitor.pictures("/jsp").stream()
                        .map(PagesContract::urls)
                        .toList());
    }

    private JsonNode image(JsonNode photo) throws Exception {
        String answer = visitor.get("/img/urls?preset=" + photo.get("preset").asText() + "&src="
                        + photo.get("source").asText())
                .body();
        return new ObjectMapper().readTree(answer).get("images").get(0);
    }

    private static List<String> urls(JsonNode photo, JsonNode image) {
        return List.of(
                image.get("cached").asText(),
                image.get("proxy").asText(),
                image.get("srcset").asText(),
                image.get("proxySrcset").asText(),
                photo.get("alt").asText(),
                image.get("width").asText());
    }

    private static List<String> urls(Element image) {
        return List.of(
                image.attr("src"),
                image.attr("data-imgproxy-src"),
                image.attr("srcset"),
                image.attr("data-imgproxy-srcset"),
                image.attr("alt"),
                image.attr("width"));
    }

    @Test
    void everyImageComesFromTheProxyOnceAndThenFromTheCache() throws Exception {
        List<Element> pictures = visitor.pictures("/jsp");
        for (Element picture : pictures) {
            PixelSize size = pictures.indexOf(picture) == 0 ? HERO : CARD;
            assertMadeAndStored(picture.attr("data-imgproxy-src"), picture.attr("src"), size);
        }
        for (Element picture : pictures.subList(0, 4)) {
            PixelSize size = pictures.indexOf(picture) == 0 ? HERO : CARD;
            assertMadeAndStored(
                    dense(picture.attr("data-imgproxy-srcset")), dense(picture.attr("srcset")), size.times(2));
        }
    }

    /** The last candidate of a srcset. */
    private static String dense(String srcset) {
        return srcset.replaceFirst(".*, ", "").replaceFirst(" [0-9]+w$", "");
    }

    private void assertMadeAndStored(String proxyUrl, String cachedUrl, PixelSize size) throws Exception {
        HttpResponse<byte[]> made = visitor.bytes(proxyUrl);
        assertThat(made.statusCode()).as(proxyUrl).isEqualTo(200);
        String type = made.headers().firstValue("Content-Type").orElse("");
        assertThat(type).startsWith("image/");
        if (!type.startsWith("image/svg")) {
            assertThat(PixelSize.of(made.body())).as(proxyUrl).isEqualTo(size);
        }
        await().untilAsserted(() -> {
            HttpResponse<byte[]> stored = visitor.bytes(cachedUrl);
            assertThat(stored.statusCode()).as(cachedUrl).isEqualTo(200);
            assertThat(stored.headers().firstValue("Cache-Status").orElse("")).startsWith("imgproxy4j; hit");
            assertThat(stored.headers().firstValue("Content-Type")).hasValue(type);
            assertThat(stored.body()).isEqualTo(made.body());
        });
    }

    @Test
    void thePhotoPageShowsItsVariants() throws Exception {
        for (Element picture : visitor.pictures("/photo/daisies.jpg")) {
            HttpResponse<byte[]> response = visitor.bytes(picture.attr("data-imgproxy-src"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(PixelSize.of(response.body()))
                    .isEqualTo(new PixelSize(
                            Integer.parseInt(picture.attr("width")), Integer.parseInt(picture.attr("height"))));
        }
    }

    @Test
    void theGalleriesShowTheLinesThatMakeThem() throws Exception {
        Map<String, String> files = Map.of(
                "/jsp", "WEB-INF/pages/gallery.jsp",
                "/thymeleaf", "WEB-INF/templates/gallery.html",
                "/spa", "assets/spa.js");
        for (Map.Entry<String, String> gallery : files.entrySet()) {
            String own = source(gallery.getValue());
            String webXml = source("WEB-INF/web.xml");
            List<String> shown = visitor.page(gallery.getKey()).select(".lines pre").stream()
                    .map(Element::wholeText)
                    .toList();

            assertThat(shown).hasSizeGreaterThanOrEqualTo(3);
            assertThat(shown)
                    .allSatisfy(lines -> assertThat(flat(own) + flat(webXml)).contains(flat(lines)));
            assertThat(shown).anyMatch(lines -> lines.contains("hero")).anyMatch(lines -> lines.contains("sizes"));
        }
    }

    private static String source(String file) throws IOException {
        return Files.readString(Path.of("src/main/webapp", file));
    }

    private static String flat(String lines) {
        return lines.replaceAll("\\s+", " ");
    }

    @Test
    void aCardShowsWhatWasServedInsteadOfItsOriginal() throws Exception {
        Element picture = visitor.pictures("/jsp").get(11);
        HttpResponse<byte[]> served = visitor.bytes(picture.attr("data-imgproxy-src"));
        String became = "became " + Words.bytes(served.body().length);

        // Answers are counted after the client has them.
        await().untilAsserted(() -> {
            for (String path : List.of("/jsp", "/thymeleaf")) {
                assertThat(visitor.page(path).select(".weight").get(11).text())
                        .matches("[0-9.]+ kB " + became + " [0-9]{2} % saved");
            }
            assertThat(visitor.page("/").select(".totals .count").text())
                    .matches("[0-9]+ of 33 pictures served since the start of the app.");
            assertThat(visitor.page("/").select(".totals .share").text()).matches("[0-9]{2} %");
        });
    }

    @Test
    void theOverviewShowsTheElementAsItIs() throws Exception {
        String shown = visitor.page("/").select("section pre").last().wholeText();
        Element card = visitor.pictures("/jsp").get(1);

        for (String name : List.of("src", "data-imgproxy-src", "width", "height")) {
            String value = card.attr(name);
            assertThat(shown).contains(name + "=\"" + value.substring(0, Math.min(value.length(), 10)));
        }
        assertThat(shown).contains(" 320w,", " 960w\"").doesNotContain(card.attr("src"));
    }

    @Test
    void noPageContainsTheKeyOrTheSalt() throws Exception {
        for (String path :
                List.of("/", "/jsp", "/thymeleaf", "/spa", "/spa/photos.json", "/inspector", "/img/health")) {
            HttpResponse<String> response = visitor.get(path);
            String all = response.headers().map() + response.body();

            for (String secret : List.of(KEY, SALT)) {
                byte[] bytes = HexFormat.of().parseHex(secret);
                assertThat(all)
                        .doesNotContainIgnoringCase(secret)
                        .doesNotContain(Base64.getEncoder().encodeToString(bytes))
                        .doesNotContain(new String(bytes, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void theSinglePageAppForbidsInlineScript() throws Exception {
        assertThat(policy("/spa"))
                .contains("default-src 'self'")
                .doesNotContain("unsafe")
                .doesNotContain("script-src");
        assertThat(policy("/inspector")).isEqualTo(policy("/spa"));
        assertThat(visitor.get("/spa").body()).doesNotContain("onerror");
    }

    @Test
    void theGalleriesAllowOneInlineHandlerByItsHash() throws Exception {
        assertThat(policy("/jsp"))
                .contains("default-src 'self'", "script-src 'self' 'unsafe-hashes' 'sha256-")
                .doesNotContain("unsafe-inline")
                .isEqualTo(policy("/thymeleaf"));
        assertThat(visitor.pictures("/jsp").stream()
                        .map(picture -> picture.attr("onerror"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void theDemoIsReady() throws Exception {
        HttpResponse<String> health = visitor.get("/img/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("ready");
    }

    @Test
    void anUnsignedPathIsRefused() throws Exception {
        String proxyUrl = visitor.pictures("/jsp").get(0).attr("data-imgproxy-src");

        assertThat(visitor.get(proxyUrl.replaceFirst("/img/[^/]+/", "/img/unsafe/"))
                        .statusCode())
                .isEqualTo(403);
    }

    private String policy(String path) throws Exception {
        return visitor.get(path).headers().firstValue("Content-Security-Policy").orElse("");
    }
}
