package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web app whose filter is declared in files, as Tomcat deploys it. */
@Tag("container")
class DeclaredFilterTest {
    private static final byte[] IMAGE = Images.png(5000, 1);
    private static final ImageUrls URLS = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .proxyUrl("/shop/pictures")
            .build()
            .image("local:///cat.jpg")
            .width(100)
            .urls();

    @TempDir
    Path folder;

    private Path app;

    @BeforeEach
    void makeApp() throws IOException {
        app = Files.createDirectories(folder.resolve("app"));
        Files.createDirectories(app.resolve("WEB-INF/classes"));
    }

    @Test
    void filterWithAnAnnotationIsWhereTheAnnotationSays() throws Exception {
        String file = Annotated.class.getName().replace('.', '/') + ".class";
        Path target = app.resolve("WEB-INF/classes").resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream in = Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(file))) {
            Files.copy(in, target);
        }

        assertImageIsServed();
    }

    @Test
    void filterOfTheDescriptorIsMappedThereAndAMissingDispatcherIsLogged() throws Exception {
        Files.writeString(app.resolve("WEB-INF/web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <filter>
                    <filter-name>imgproxy</filter-name>
                    <filter-class>io.github.imgproxy4j.filter.ImgproxyFilter</filter-class>
                    <async-supported>true</async-supported>
                  </filter>
                  <filter-mapping>
                    <filter-name>imgproxy</filter-name>
                    <url-pattern>/pictures/*</url-pattern>
                  </filter-mapping>
                </web-app>
                """);
        try (CapturedLog log = new CapturedLog()) {
            assertImageIsServed();

            assertThat(log.lines("the filter [imgproxy] is not mapped with the dispatcher ASYNC"))
                    .hasSize(1);
        }
    }

    private void assertImageIsServed() throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE))) {
            Context context = tomcat.addWebapp("/shop", app.toString());
            ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
            context.addParameter("imgproxy.key", "736563726574");
            context.addParameter("imgproxy.salt", "68656C6C6F");
            context.addParameter("imgproxy.url", upstream.url().toString());
            tomcat.start();
            URI url = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + URLS.proxy());
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(IMAGE);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    /** What an app writes around the filter that cannot be annotated itself. */
    @WebFilter(
            filterName = "imgproxy",
            urlPatterns = "/pictures/*",
            asyncSupported = true,
            dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
    public static final class Annotated implements Filter {
        private final Filter images = new ImgproxyFilter();

        @Override
        public void init(FilterConfig config) throws ServletException {
            images.init(config);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            images.doFilter(request, response, chain);
        }

        @Override
        public void destroy() {
            images.destroy();
        }
    }
}
