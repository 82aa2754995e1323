package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A servlet of the app asks for the proxy that the filter runs. */
@Tag("container")
class ProxyInContextTest {
    @ParameterizedTest
    @EnumSource
    void servletFindsTheProxyOfItsApp(Container container) throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.status(404, ""));
                Container.Running running = container.run("/shop", context -> {
                    CachingProxy proxy = ProxyFixture.builder(upstream).build();
                    Container.Mapping.DEFAULT.register(context, new ImgproxyFilter(proxy, "/img"));
                    context.addServlet("asking", new Asking()).addMapping("/ask");
                })) {
            assertThat(ask(running))
                    .startsWith("imgproxy at ")
                    .contains(":" + upstream.url().getPort());
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAFilterTheMessageSaysWhatToDo(Container container) throws Exception {
        try (Container.Running running = container.run(
                "/shop", context -> context.addServlet("asking", new Asking()).addMapping("/ask"))) {
            assertThat(ask(running))
                    .isEqualTo("no caching proxy runs in the app at [/shop]: map"
                            + " io.github.imgproxy4j.filter.ImgproxyFilter, and call this after it has started, from a"
                            + " servlet or a later filter");
        }
    }

    private static String ask(Container.Running running) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(running.url("/shop/ask")).build(), BodyHandlers.ofString())
                .body();
    }

    private static final class Asking extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String answer;
            try {
                answer = CachingProxy.in(request.getServletContext()).upstreamDescription();
            } catch (IllegalStateException none) {
                answer = String.valueOf(none.getMessage());
            }
            response.getWriter().print(answer);
        }
    }
}
