package io.github.imgproxy4j.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.Recipes;
import jakarta.servlet.jsp.jstl.core.ConditionalTagSupport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.apache.taglibs.standard.tag.rt.core.ForEachTag;

/** A web app with the library as a jar, and the pages that the tests ask for. */
final class TestWebapp {
    private static final String TAGLIB = "<%@ page contentType=\"text/html; charset=UTF-8\" %>"
            + "<%@ taglib prefix=\"imgproxy\" uri=\"imgproxy4j.tags\" %>\n";

    private TestWebapp() {}

    /** Writes all of it into a new folder and returns the folder of the web app. */
    static Path in(Path folder) throws Exception {
        Path webapp = Files.createDirectories(folder.resolve("webapp"));
        packLibraries(folder, Files.createDirectories(webapp.resolve("WEB-INF/lib")));
        writeDescriptor(webapp);
        Files.writeString(webapp.resolve("cases.jsp"), CasePage.text());
        writePages(webapp);
        writeRecipes(webapp);
        return webapp;
    }

    private static void packLibraries(Path folder, Path library) throws Exception {
        packLibrary(library.resolve("imgproxy4j-taglib.jar"));
        Path webjar = Files.createDirectories(folder.resolve("js/META-INF/resources/webjars/imgproxy4j/1.2.3"));
        Files.writeString(webjar.resolve("auto.js"), "// module");
        pack(folder.resolve("js"), library.resolve("imgproxy4j-js.jar"));
        Files.copy(jarOf(ForEachTag.class), library.resolve("jstl.jar"));
        Files.copy(jarOf(ConditionalTagSupport.class), library.resolve("jstl-api.jar"));
    }

    private static void writeDescriptor(Path webapp) throws IOException {
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
    }

    private static void writePages(Path webapp) throws IOException {
        writeMisuses(webapp);
        page(webapp, "gallery.jsp", """
                <% pageContext.setAttribute("title", "Cat & \\"mouse\\""); %>
                <main>
                  <imgproxy:img src="local:///cat.jpg" preset="card" densities="1,2" alt="${title}"
                      class="photo" loading="lazy" data-id="${3 + 4}" title="${nothing}"/>
                  <imgproxy:img src="local:///line.jpg" resize="fit:300:0" enlarge="${true}" quality="${75}" alt=""/>
                </main>
                """);
        page(webapp, "script.jsp", "<imgproxy:script nonce=\"${param.nonce}\"/>");
        page(webapp, "functions.jsp", """
                <% pageContext.setAttribute("title", "Cat & \\"mouse\\" <b>"); %>
                <imgproxy:url var="tagged" scope="request" src="local:///cat.jpg" preset="card"/>
                <a href="${imgproxy:escape(imgproxy:url(pageContext, 'local:///cat.jpg', 'card').cached)}"
                   data-tag="${requestScope.tagged}" data-title="${imgproxy:escape(title)}" data-null="${imgproxy:escape(none)}"
                   data-built="${imgproxy:image(pageContext, 'local:///cat.jpg').preset('card').view().proxy}"></a>
                """);
        page(webapp, "hostile.jsp", """
                <% request.setAttribute("text", io.github.imgproxy4j.testing.MarkupCases.hostileTexts().toList()
                       .get(Integer.parseInt(request.getParameter("text"))));
                   request.setAttribute("source", "local:///" + io.github.imgproxy4j.testing.MarkupCases.withoutForbidden(
                       (String) request.getAttribute("text"))); %>
                <main>
                  <imgproxy:picture src="${source}" alt="${text}" title="${text}" data-x="${text}">
                    <imgproxy:source media="${text}" src="${source}" data-x="${text}"/>
                  </imgproxy:picture>
                  <imgproxy:preload src="${source}" media="${text}"/>
                  <imgproxy:url var="image" src="${source}"/>
                  <a href="${imgproxy:escape(image.cached)}" title="${imgproxy:escape(text)}"></a>
                  <imgproxy:script src="${text}" nonce="${text}"/>
                </main>
                """);
        page(webapp, "many.jsp", """
                <% for (int i = 0; i < 20; i++) { pageContext.setAttribute("n", request.getParameter("n") + "-" + i); %>
                  <imgproxy:picture src="local:///${n}.jpg" alt="${n}" quality="${param.q}" data-n="${param.q == '' ? null : n}">
                    <imgproxy:source media="print" src="local:///${n}-p.jpg"/>
                  </imgproxy:picture>
                <% } %>
                """);
        page(webapp, "values.jsp", """
                <% pageContext.setAttribute("until", java.time.Instant.ofEpochSecond(1893456000));
                   pageContext.setAttribute("widths", java.util.List.of(320, 640));
                   pageContext.setAttribute("formats", new String[] {"avif", "webp"}); %>
                <imgproxy:picture src="local:///cat.jpg" widths="${widths}" formats="${formats}" expires="${until}" alt=""/>
                <imgproxy:picture src="local:///cat.jpg" widths="320,640" formats="avif,webp" expires="1893456000" alt=""/>
                """);
        page(webapp, "xhtml.jsp", """
                <% response.setContentType(request.getParameter("type")); %>
                <html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
                  <imgproxy:preload src="local:///cat.jpg"/><imgproxy:script nonce="x"/></head><body>
                  <imgproxy:img src="local:///cat.jpg" densities="1,2" alt="A & 'cat' <b>"/>
                  <imgproxy:picture src="local:///cat.jpg" formats="webp" alt="">
                    <imgproxy:source media="print" quality="40"/>
                  </imgproxy:picture></body></html>
                """);
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
    }

    private static void writeMisuses(Path webapp) throws IOException {
        page(webapp, "no-alt.jsp", "<imgproxy:img src=\"local:///cat.jpg\"/>");
        page(webapp, "bad-preset.jsp", "<imgproxy:img src=\"local:///cat.jpg\" preset=\"hero\" alt=\"\"/>");
        page(webapp, "prefixed.jsp", "<imgproxy:img src=\"local:///cat.jpg\" alt=\"\" imgproxy:title=\"x\"/>");
        page(webapp, "no-media.jsp", picture("<imgproxy:source quality=\"40\"/>"));
        page(webapp, "text-in-picture.jsp", picture("<imgproxy:source media=\"print\"/> Hello"));
        page(webapp, "lonely-source.jsp", "<imgproxy:source media=\"print\" src=\"local:///cat.jpg\"/>");
        page(webapp, "bad-scope.jsp", "<imgproxy:url var=\"u\" scope=\"global\" src=\"local:///cat.jpg\"/>");
        page(webapp, "url-class.jsp", "<imgproxy:url var=\"u\" class=\"photo\" src=\"local:///cat.jpg\"/>");
    }

    private static void writeRecipes(Path webapp) throws IOException {
        for (Map.Entry<String, String> recipe : recipes().entrySet()) {
            page(
                    webapp,
                    fileName(recipe.getKey()),
                    "<%@ taglib prefix=\"c\" uri=\"jakarta.tags.core\" %><% " + RecipePage.class.getName()
                            + ".open(application, request); %>" + recipe.getValue());
        }
    }

    static Map<String, String> recipes() throws IOException {
        return Recipes.snippets(Path.of("../docs/jsp.md"), "jsp");
    }

    static String fileName(String heading) {
        return "recipe-" + heading.toLowerCase(Locale.ROOT).replace(' ', '-') + ".jsp";
    }

    private static void page(Path webapp, String name, String body) throws IOException {
        Files.writeString(webapp.resolve(name), TAGLIB + body);
    }

    private static String picture(String body) {
        return "<imgproxy:picture src=\"local:///cat.jpg\" alt=\"\">" + body + "</imgproxy:picture>";
    }

    private static void packLibrary(Path jar) throws Exception {
        pack(jarOf(ImgTag.class), jar);
    }

    /** The jar, or the folder, that holds a class. */
    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void pack(Path content, Path jar) {
        PrintStream err = System.err;
        int result = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(err, err, "--create", "--file", jar.toString(), "-C", content.toString(), ".");
        assertThat(result).isZero();
    }
}
