package io.github.imgproxy4j.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

class WebApplicationTest {
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private final ServletContextHandler context = new ServletContextHandler("/shop");

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        Path webjar = Files.createDirectories(folder.resolve("webjars/imgproxy4j/1.2.3"));
        Files.writeString(webjar.resolve("auto.js"), "// module");
        context.setBaseResourceAsPath(folder);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        jetty.setHandler(context);
        context.setInitParameter("imgproxy.allow-unsigned", "true");
        context.setInitParameter("imgproxy.source-base", "https://www.example.com/");
        context.addServlet(new ServletHolder(new PageServlet()), "/page");
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
    }

    @Test
    void imgproxyIsMadeFromContextParamsAndShared() throws Exception {
        assertThat(image().attr("src")).startsWith("/shop/img/cache/");
        assertThat(context.getServletContext().getAttribute(SharedImgproxy.ATTRIBUTE))
                .isInstanceOf(Imgproxy.class);
    }

    @Test
    void anApplicationMayBringItsOwn() throws Exception {
        context.getServletContext()
                .setAttribute(
                        SharedImgproxy.ATTRIBUTE,
                        Imgproxy.builder()
                                .allowUnsigned(true)
                                .sourceBase("https://www.example.com/")
                                .cacheUrl("https://cdn.example.com")
                                .build());

        assertThat(image().attr("src")).startsWith("https://cdn.example.com/");
    }

    @Test
    void linkExpressionsGiveTheSource() throws Exception {
        assertThat(image().attr("data-imgproxy-src"))
                .endsWith("/aHR0cHM6Ly93d3cuZXhhbXBsZS5jb20vc2hvcC9jYXQuanBn"); // https://www.example.com/shop/cat.jpg
    }

    @Test
    void theScriptIsThatOfTheWebjar() throws Exception {
        assertThat(page().selectFirst("script").outerHtml())
                .isEqualTo("<script type=\"module\" src=\"/shop/webjars/imgproxy4j/1.2.3/auto.js\"></script>");
    }

    private Element image() throws IOException, InterruptedException {
        return page().selectFirst("img");
    }

    private Document page() throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/shop/page");
        String html = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
        return Jsoup.parse(html);
    }

    private static final class PageServlet extends HttpServlet {
        private static final String TEMPLATE =
                "<script imgproxy:script></script><img imgproxy:src='@{/cat.jpg}' alt=''>";

        private final transient Templates templates = new Templates(new ImgproxyDialect());

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            JakartaServletWebApplication application =
                    JakartaServletWebApplication.buildApplication(getServletContext());
            WebContext web = new WebContext(application.buildExchange(request, response));
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write(templates.process(TEMPLATE, web));
        }
    }
}
