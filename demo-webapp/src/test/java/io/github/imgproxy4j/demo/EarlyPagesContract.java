package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mount is declared once, in the mapping of the filter; pages of every kind and time use it. */
abstract class EarlyPagesContract {
    private static final Path IMAGE = Path.of("src/main/webapp/WEB-INF/photos/lighthouse.jpg");
    private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/(.*\\.jar)");
    private static final String DESCRIPTOR = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <listener>
                <listener-class>%s</listener-class>
              </listener>
              <filter>
                <filter-name>imgproxy</filter-name>
                <filter-class>io.github.imgproxy4j.filter.ImgproxyFilter</filter-class>
                <async-supported>true</async-supported>
              </filter>
              <filter-mapping>
                <filter-name>imgproxy</filter-name>
                <url-pattern>/pictures/*</url-pattern>
                <dispatcher>REQUEST</dispatcher>
                <dispatcher>ASYNC</dispatcher>
              </filter-mapping>
            </web-app>
            """;
    private static final String TAG = """
            <%@ taglib prefix="imgproxy" uri="imgproxy4j.tags" %>
            <imgproxy:img src="/cats/tom.jpg" preset="card" alt="Tom"/>
            """;

    @TempDir
    Path folder;

    private DemoServer server;

    abstract DemoServer server(Path webapp, Map<String, String> contextParams) throws IOException;

    @BeforeEach
    void start() throws Exception {
        Path webapp = folder.resolve("webapp");
        Path cats = Files.createDirectories(folder.resolve("photos/cats"));
        Files.copy(IMAGE, cats.resolve("tom.jpg"));
        copyLibraries(Files.createDirectories(webapp.resolve("WEB-INF/lib")));
        copyListener(webapp.resolve("WEB-INF/classes"));
        Files.writeString(webapp.resolve("WEB-INF/web.xml"), DESCRIPTOR.formatted(EarlyPages.class.getName()));
        Files.writeString(webapp.resolve("tag.jsp"), TAG);
        Files.writeString(
                webapp.resolve("template.jsp"),
                "<%= " + EarlyPages.class.getName() + ".template(application, request, response) %>");
        Files.writeString(
                webapp.resolve("early.jsp"), "<%= application.getAttribute(request.getParameter(\"page\")) %>");
        Map<String, String> settings = new HashMap<>();
        settings.put("imgproxy.key", "736563726574");
        settings.put("imgproxy.salt", "68656c6c6f");
        settings.put("imgproxy.presets", "card=rs:fill:300:200");
        settings.put("imgproxy.source-base", "local:///");
        settings.put("imgproxy.local-filesystem-root", folder.resolve("photos").toString());
        server = server(webapp, settings);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static void copyLibraries(Path library) throws IOException {
        try (ZipFile war = new ZipFile(DemoServer.war().toFile())) {
            for (ZipEntry entry : war.stream().toList()) {
                Matcher jar = LIBRARY.matcher(entry.getName());
                if (jar.matches()) {
                    Files.copy(war.getInputStream(entry), library.resolve(jar.group(1)));
                }
            }
        }
    }

    private static void copyListener(Path classes) throws IOException {
        for (String name : new String[] {"EarlyPages.class", "EarlyPages$1.class"}) {
            Path target = classes.resolve("io/github/imgproxy4j/demo/" + name);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            try (InputStream in = Objects.requireNonNull(EarlyPages.class.getResourceAsStream(name))) {
                Files.copy(in, target);
            }
        }
    }

    @Test
    void aThymeleafPageRenderedBeforeTheFilterStartsUsesItsMount() throws Exception {
        assertImageBelowTheMount("early.jsp?page=" + EarlyPages.THYMELEAF);
    }

    @Test
    void aJspTagRenderedBeforeTheFilterStartsUsesItsMount() throws Exception {
        assertImageBelowTheMount("early.jsp?page=" + EarlyPages.JSP);
    }

    @Test
    void aThymeleafPageRenderedBeforeTheFirstImageUsesTheMount() throws Exception {
        assertImageBelowTheMount("template.jsp");
    }

    @Test
    void aJspPageRenderedBeforeTheFirstImageUsesTheMount() throws Exception {
        assertImageBelowTheMount("tag.jsp");
    }

    private void assertImageBelowTheMount(String page) throws Exception {
        Visitor visitor = new Visitor(server.url());
        HttpResponse<String> html = visitor.get(page);
        Element image = Jsoup.parse(html.body()).selectFirst("img");

        assertThat(image).as(html.body()).isNotNull();
        assertThat(image.attr("data-imgproxy-src")).startsWith("/pictures/");
        assertThat(image.attr("src")).startsWith("/pictures/cache/");
        assertThat(visitor.bytes(image.attr("data-imgproxy-src")).statusCode()).isEqualTo(200);
    }
}
