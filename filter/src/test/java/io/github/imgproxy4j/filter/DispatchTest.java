package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.Container.Mapping;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images behind a servlet that forwards to them or includes them, below a context path. */
@Tag("container")
class DispatchTest {
    private static final byte[] IMAGE = Images.png(500_000, 1);
    private static final Mapping BELOW_SHOP = new Mapping("/shop", "/img/*", true);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ImageUrls urls = ProxyFixture.urls("forwarded.jpg");
    private final Queue<Exception> seenByTheServlet = new ConcurrentLinkedQueue<>();
    private final AtomicInteger runsOfTheServlet = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"JETTY, true", "JETTY, false", "TOMCAT, true", "TOMCAT, false"})
    void forwardAnswersThePathThatWasForwardedTo(Container container, boolean asyncSupported) throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
                Container.Running running = run(container, upstream, asyncSupported)) {
            for (String how : new String[] {"miss", "hit"}) {
                HttpResponse<byte[]> response =
                        client.send(request(running, "forward", urls.proxy()), HttpResponse.BodyHandlers.ofByteArray());

                assertThat(response.statusCode()).as(how).isEqualTo(200);
                assertThat(response.body()).isEqualTo(IMAGE);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
                assertThat(response.headers().firstValue("Content-Length")).hasValue("500000");
            }
            assertThat(upstream.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.target())
                            .isEqualTo(urls.signedPath().text()));
            assertThat(client.send(
                                    request(running, "forward", "/img/cache/" + "0".repeat(32)),
                                    HttpResponse.BodyHandlers.ofByteArray())
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(seenByTheServlet).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"JETTY, true", "JETTY, false", "TOMCAT, true", "TOMCAT, false"})
    void bodyCutByUpstreamIsCutBehindAForwardToo(Container container, boolean asyncSupported) throws Exception {
        CountDownLatch clientHasAPart = new CountDownLatch(1);
        Reply cut = (request, out) -> {
            Reply.head(out, 200, "image/png", "Transfer-Encoding: chunked");
            out.write("61A80\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(IMAGE, 0, 400_000);
            out.flush();
            clientHasAPart.await();
            return false;
        };
        try (StubImgproxy upstream = StubImgproxy.replying(cut);
                Container.Running running = run(container, upstream, asyncSupported)) {
            HttpResponse<InputStream> response =
                    client.send(request(running, "forward", urls.proxy()), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                assertThat(body.readNBytes(1000)).hasSize(1000);
                clientHasAPart.countDown();
                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
            assertThat(client.send(
                                    HttpRequest.newBuilder(running.url("/shop" + urls.cached()))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(runsOfTheServlet).as("runs of the servlet that forwards").hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"JETTY, true", "JETTY, false", "TOMCAT, true", "TOMCAT, false"})
    void includeIsAnErrorThatSaysWhatToDo(Container container, boolean asyncSupported) throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
                Container.Running running = run(container, upstream, asyncSupported)) {
            HttpResponse<String> page =
                    client.send(request(running, "include", urls.proxy()), HttpResponse.BodyHandlers.ofString());

            assertThat(page.body()).isEqualTo("<p>");
            assertThat(seenByTheServlet)
                    .singleElement()
                    .isInstanceOf(ServletException.class)
                    .extracting(Exception::getMessage)
                    .asString()
                    .startsWith("an image cannot be included")
                    .contains("forward to it");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    private static HttpRequest request(Container.Running running, String how, String path) {
        String query = "how=" + how + "&path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(running.url("/shop/page?" + query)).build();
    }

    private Container.Running run(Container container, StubImgproxy upstream, boolean asyncSupported)
            throws IOException {
        CachingProxy proxy = ProxyFixture.builder(upstream)
                .store(new MemoryStore(10_000_000))
                .build();
        return container.run("/shop", context -> {
            ServletRegistration.Dynamic page = context.addServlet("page", new Page());
            page.addMapping("/page");
            page.setAsyncSupported(asyncSupported);
            BELOW_SHOP.register(
                    context, new ImgproxyFilter(proxy, "/img"), DispatcherType.FORWARD, DispatcherType.INCLUDE);
        });
    }

    private final class Page extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            runsOfTheServlet.incrementAndGet();
            RequestDispatcher dispatcher = request.getRequestDispatcher(request.getParameter("path"));
            if (request.getParameter("how").equals("forward")) {
                dispatcher.forward(request, response);
                return;
            }
            response.setContentType("text/html");
            response.getWriter().print("<p>");
            try {
                dispatcher.include(request, response);
            } catch (ServletException | IOException failure) {
                seenByTheServlet.add(failure);
            }
        }
    }
}
