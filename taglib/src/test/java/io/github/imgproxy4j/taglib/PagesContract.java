package io.github.imgproxy4j.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.MarkupCases.MarkupCase;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pages with our tags do in every container. The library is deployed as a jar, as users have it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PagesContract {
    private static final String TAGLIB = "<%@ taglib prefix=\"imgproxy\" uri=\"imgproxy4j.tags\" %>\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private URI server;

    /** Starts the container on a free port with the folder as {@code /shop} and as {@code /cases}. */
    abstract URI start(Path webapp, Path work) throws Exception;

    abstract void stop() throws Exception;

    @BeforeAll
    void deploy(@TempDir Path folder) throws Exception {
        Path webapp = Files.createDirectories(folder.resolve("webapp"));
        Path library = Files.createDirectories(webapp.resolve("WEB-INF/lib"));
        packLibrary(library.resolve("imgproxy4j-taglib.jar"));
        Files.writeString(webapp.resolve("WEB-INF/web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <context-param>
                    <param-name>imgproxy.key</param-name>
                    <param-value>736563726574</param-value>
                  </context-param>
                  <context-param>
                    <param-name>imgproxy.salt</param-name>
                    <param-value>68656c6c6f</param-value>
                  </context-param>
                  <context-param>
                    <param-name>imgproxy.presets</param-name>
                    <param-value>card=rs:fill:300:200/q:80</param-value>
                  </context-param>
                </web-app>
                """);
        Files.writeString(webapp.resolve("cases.jsp"), CasePage.text());
        page(webapp, "gallery.jsp", """
                <% pageContext.setAttribute("title", "Cat & \\"mouse\\""); %>
                <main>
                  <imgproxy:img src="local:///cat.jpg" preset="card" densities="1,2" alt="${title}"
                      class="photo" loading="lazy" data-id="${3 + 4}" title="${nothing}"/>
                  <imgproxy:img src="local:///line.jpg" resize="fit:300:0" enlarge="${true}" quality="${75}" alt=""/>
                </main>
                """);
        page(webapp, "no-alt.jsp", "<imgproxy:img src=\"local:///cat.jpg\"/>");
        page(webapp, "bad-preset.jsp", "<imgproxy:img src=\"local:///cat.jpg\" preset=\"hero\" alt=\"\"/>");
        page(webapp, "prefixed.jsp", "<imgproxy:img src=\"local:///cat.jpg\" alt=\"\" imgproxy:title=\"x\"/>");
        page(webapp, "handler.jsp", """
                <%
                  io.github.imgproxy4j.taglib.ImgTag tag = new io.github.imgproxy4j.taglib.ImgTag();
                  tag.setJspContext(pageContext);
                  tag.setSrc("local:///cat.jpg");
                  tag.setQuality(null);
                  tag.setAlt(null);
                  tag.setDynamicAttribute(null, "title", null);
                  try {
                    tag.doTag();
                  } catch (jakarta.servlet.jsp.JspTagException refused) {
                    out.print(refused.getMessage());
                  }
                %>
                """);
        server = start(webapp, Files.createDirectories(folder.resolve("work")));
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
            assertThat(response.body()).startsWith("<imgproxy:img>: " + markup.error());
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

    private static void page(Path webapp, String name, String body) throws IOException {
        Files.writeString(webapp.resolve(name), TAGLIB + body);
    }

    private static void packLibrary(Path jar) throws Exception {
        Path classes = Path.of(
                ImgTag.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        PrintStream err = System.err;
        int result = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(err, err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        assertThat(result).isZero();
    }
}
