package io.github.imgproxy4j.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.html.InlineFallback;
import io.github.imgproxy4j.testing.MarkupCases;
import io.github.imgproxy4j.testing.MarkupCases.MarkupCase;
import io.github.imgproxy4j.testing.Recipes;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** What pages with our tags do in every container. The library is deployed as a jar, as users have it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PagesContract {
    private final HttpClient client = HttpClient.newHttpClient();
    private URI server;

    /** Starts the container on a free port with the folder as {@code /shop} and as {@code /cases}. */
    abstract URI start(Path webapp, Path work) throws Exception;

    abstract void stop() throws Exception;

    @BeforeAll
    void deploy(@TempDir Path folder) throws Exception {
        server = start(TestWebapp.in(folder), Files.createDirectories(folder.resolve("work")));
    }

    @AfterAll
    void undeploy() throws Exception {
        stop();
    }

    static List<MarkupCase> cases() {
        return CasePage.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tagsYieldTheHtmlOfTheTable(MarkupCase markup) throws Exception {
        HttpResponse<String> response = get("/cases/cases.jsp?case=" + cases().indexOf(markup));

        if (markup.html() != null) {
            assertThat(response.body()).isEqualTo(markup.html());
        } else {
            String tag = markup.sources().isEmpty() ? markup.kind().name().toLowerCase(Locale.ROOT) : "source";
            assertThat(response.body().strip()).startsWith("<imgproxy:" + tag + ">: " + markup.error());
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void imgproxyIsMadeFromContextParams() throws Exception {
        HttpResponse<String> response = get("/shop/gallery.jsp");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);

        List<Element> images = parsed(response).select("main > img");
        assertThat(images).hasSize(2);
        Element cat = images.get(0);
        assertThat(cat.attr("src")).matches("/shop/img/cache/[0-9a-f]{32}");
        assertThat(cat.attr("srcset")).startsWith(cat.attr("src") + " 1x, ").endsWith(" 2x");
        assertThat(cat.attr("data-imgproxy-src")).startsWith("/shop/img/").contains("/rs:fill:300:200/q:80/");
        assertThat(cat.attr("data-imgproxy-srcset")).contains("/dpr:2/");
        assertThat(cat.attr("alt")).isEqualTo("Cat & \"mouse\"");
        assertThat(cat.className()).isEqualTo("photo");
        assertThat(cat.attr("loading")).isEqualTo("lazy");
        assertThat(cat.attr("data-id")).isEqualTo("7");
        assertThat(cat.hasAttr("title")).isFalse();
        assertThat(images.get(1).attr("data-imgproxy-src")).contains("/rs:fit:300:0/el:1/q:75/");
    }

    @Test
    void collectionsAndMomentsAreReadLikeTheirTexts() throws Exception {
        List<Element> pictures = parsed(get("/shop/values.jsp")).select("picture");

        assertThat(pictures).hasSize(2);
        assertThat(pictures.get(0).outerHtml())
                .contains("/exp:1893456000/w:320/")
                .contains("image/avif", "image/webp")
                .isEqualTo(pictures.get(1).outerHtml());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xhtml+xml", "text/xml;charset=UTF-8", "Application/XML", "image/svg+xml"})
    void aPageThatIsXmlIsWellFormed(String type) throws Exception {
        HttpResponse<String> response = get("/shop/xhtml.jsp?type=" + URLEncoder.encode(type, StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);

        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var page = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(response.body().strip())));
        assertThat(page.getElementsByTagName("img").getLength()).isEqualTo(2);
        assertThat(page.getElementsByTagName("source").getLength()).isEqualTo(3);
        assertThat(page.getElementsByTagName("img")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("alt")
                        .getNodeValue())
                .isEqualTo("A & 'cat' <b>");
    }

    @Test
    void aPageThatIsHtmlHasTheMarkupOfHtml() throws Exception {
        assertThat(get("/shop/xhtml.jsp?type=text/html").body())
                .contains("<img ")
                .doesNotContain("/>");
    }

    static Stream<Integer> hostileTexts() {
        return IntStream.range(0, (int) MarkupCases.hostileTexts().count()).boxed();
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileTextsStayInsideTheirAttributes(int index) throws Exception {
        String text = MarkupCases.hostileTexts().toList().get(index);
        HttpResponse<String> response = get("/shop/hostile.jsp?text=" + index);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Element main = parsed(response).selectFirst("main");
        String shown = MarkupCases.withoutForbidden(text);

        assertThat(main.getAllElements())
                .extracting(Element::tagName)
                .containsExactly("main", "picture", "source", "img", "link", "a", "script");
        assertThat(List.of(
                        main.selectFirst("source").attr("media"),
                        main.selectFirst("source").attr("data-x"),
                        main.selectFirst("img").attr("alt"),
                        main.selectFirst("img").attr("title"),
                        main.selectFirst("img").attr("data-x"),
                        main.selectFirst("link").attr("media"),
                        main.selectFirst("a").attr("title"),
                        main.selectFirst("script").attr("src"),
                        main.selectFirst("script").attr("nonce")))
                .containsOnly(shown);
        assertThat(main.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()))
                .filteredOn(attribute -> attribute.getKey().startsWith("on"))
                .allMatch(attribute -> attribute.getValue().equals(InlineFallback.SCRIPT));
    }

    @Test
    void noStateOfATagReachesTheNextOneWhateverRendersConcurrently() throws Exception {
        HttpResponse<String> warm = get("/shop/many.jsp?n=x&q=50");
        assertThat(warm.statusCode()).as(warm.body()).isEqualTo(200);
        ExecutorService visitors = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> visits = IntStream.range(0, 40)
                    .<Callable<Void>>mapToObj(n -> () -> visitMany(n))
                    .toList();
            for (Future<Void> visit : visitors.invokeAll(visits)) {
                visit.get();
            }
        } finally {
            visitors.shutdownNow();
        }
    }

    private Void visitMany(int n) throws Exception {
        String quality = n % 2 == 0 ? "" : String.valueOf(n);
        List<Element> pictures =
                parsed(get("/shop/many.jsp?n=" + n + "&q=" + quality)).select("picture");

        assertThat(pictures).hasSize(20);
        for (int i = 0; i < 20; i++) {
            Element img = pictures.get(i).selectFirst("img");
            assertThat(pictures.get(i).select("source")).hasSize(1);
            assertThat(img.attr("alt")).isEqualTo(n + "-" + i);
            assertThat(img.hasAttr("data-n")).isEqualTo(!quality.isEmpty());
            assertThat(img.attr("data-imgproxy-src").contains("/q:")).isEqualTo(!quality.isEmpty());
        }
        return null;
    }

    static List<String> recipeHeadings() throws IOException {
        return List.copyOf(TestWebapp.recipes().keySet());
    }

    @ParameterizedTest
    @MethodSource("recipeHeadings")
    void recipesYieldTheSameHtmlAsInThymeleaf(String heading) throws Exception {
        HttpResponse<String> response = get("/cases/" + TestWebapp.fileName(heading));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(elements(response.body()))
                .isEqualTo(elements(Recipes.expected().get(heading)));
    }

    @Test
    void theTenRecipesAreThere() throws Exception {
        assertThat(TestWebapp.recipes().keySet())
                .containsExactlyElementsOf(Stream.concat(Stream.of("Setting up"), Recipes.HEADINGS.stream())
                        .toList());
    }

    /** The elements as a parser sees them; the text between them is only indentation. */
    private static List<String> elements(String html) {
        return Jsoup.parse(html, Parser.xmlParser()).getAllElements().stream()
                .map(element -> element.tagName() + element.attributes().asList())
                .toList();
    }

    @Test
    void theScriptIsThatOfTheWebjar() throws Exception {
        Element script = parsed(get("/shop/script.jsp?nonce=r4nd0m")).selectFirst("script");

        assertThat(script.attr("src")).isEqualTo("/shop/webjars/imgproxy4j/1.2.3/auto.js");
        assertThat(script.attr("type")).isEqualTo("module");
        assertThat(script.attr("nonce")).isEqualTo("r4nd0m");
        assertThat(get(script.attr("src")).body()).isEqualTo("// module");
    }

    @Test
    void functionsGiveUrlsAndEscape() throws Exception {
        HttpResponse<String> response = get("/shop/functions.jsp");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Element link = parsed(response).selectFirst("a");

        assertThat(link.attr("href")).matches("/shop/img/cache/[0-9a-f]{32}");
        assertThat(link.attr("data-tag")).isEqualTo(link.attr("href"));
        assertThat(link.attr("data-built")).contains("/rs:fill:300:200/q:80/");
        assertThat(link.attr("data-title")).isEqualTo("Cat & \"mouse\" <b>");
        assertThat(link.attr("data-null")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "no-media.jsp, [media]",
        "url-class.jsp, [class]",
        "text-in-picture.jsp, <imgproxy:picture>: body [Hello] may contain only <imgproxy:source> tags",
        "lonely-source.jsp, <imgproxy:source>: the tag must be inside <imgproxy:picture>",
        "bad-scope.jsp, '<imgproxy:url>: scope [global] must be page, request, session or application'",
    })
    void misuseOfATagFailsThePage(String page, String message) throws Exception {
        HttpResponse<String> response = get("/shop/" + page);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(parsed(response).text()).contains(message);
    }

    @Test
    void aMissingAltFailsTheTranslationNamingTagAndAttribute() throws Exception {
        HttpResponse<String> response = get("/shop/no-alt.jsp");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(parsed(response).text()).contains("[alt]").contains("[img]").contains("no-alt.jsp");
    }

    @Test
    void badInputFailsThePageNamingTagAttributeValueAndRule() throws Exception {
        HttpResponse<String> response = get("/shop/bad-preset.jsp");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(parsed(response).text()).contains("<imgproxy:img>: preset [hero] must be one of [card]");
    }

    @Test
    void anAttributeOfATagLibraryIsRefusedBecauseItsPrefixWouldBeLost() throws Exception {
        HttpResponse<String> response = get("/shop/prefixed.jsp");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(parsed(response).text())
                .contains("<imgproxy:img>: attribute [title] of tag library [imgproxy4j.tags] must have no prefix");
    }

    @Test
    void anAttributeThatIsNullCountsAsNotGiven() throws Exception {
        assertThat(get("/shop/handler.jsp").body()).contains("<imgproxy:img>: alt [not set] must be given");
    }

    private static Document parsed(HttpResponse<String> response) {
        return Jsoup.parse(response.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
    }
}
