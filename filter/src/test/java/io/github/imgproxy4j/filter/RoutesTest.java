package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.event.Outcome;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all routes have in common, in each container. */
class RoutesTest {
    private static final Imgproxy IMGPROXY = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .allowSource("local:///")
            .preset("card", "rs:fill:300:200")
            .publicPreset("card", "1x")
            .build();
    private static final String IMAGE =
            IMGPROXY.image("local:///a.png").width(100).urls().proxy();
    private static final String ORIGIN = "https://spa.example";
    private static final byte[] PNG = {(byte) 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A};
    private static final String TOKEN = "0123456789abcdef";

    private static final List<Call> CALLS = List.of(
            new Call(Route.PROXY, "GET", IMAGE, 200),
            new Call(Route.PROXY, "GET", "/img/wrong/w:1/bG9jYWw6Ly8vYS5wbmc", 403),
            new Call(Route.PROXY, "GET", "/img/x", 400),
            new Call(Route.PROXY, "DELETE", IMAGE, 405),
            new Call(Route.PROXY, "OPTIONS", IMAGE, 204),
            new Call(Route.CACHE, "GET", "/img/cache/00000000000000000000000000000000", 404),
            new Call(Route.CACHE, "POST", "/img/cache/00000000000000000000000000000000", 405),
            new Call(Route.CACHE, "OPTIONS", "/img/cache/00000000000000000000000000000000", 204),
            new Call(Route.HEALTH, "GET", "/img/health", 200),
            new Call(Route.HEALTH, "HEAD", "/img/health", 200),
            new Call(Route.HEALTH, "POST", "/img/health", 405),
            new Call(Route.HEALTH, "OPTIONS", "/img/health", 204),
            new Call(Route.URLS, "GET", "/img/urls?preset=card&src=local:///a.png", 200),
            new Call(Route.URLS, "HEAD", "/img/urls?preset=card&src=local:///a.png", 200),
            new Call(Route.URLS, "GET", "/img/urls?preset=none&src=local:///a.png", 403),
            new Call(Route.URLS, "POST", "/img/urls", 415),
            new Call(Route.URLS, "DELETE", "/img/urls", 405),
            new Call(Route.URLS, "OPTIONS", "/img/urls", 204),
            new Call(Route.PURGE, "POST", "/img/purge?all", 401),
            new Call(Route.PURGE, "GET", "/img/purge?all", 405),
            new Call(Route.PURGE, "OPTIONS", "/img/purge", 204));

    static Stream<Arguments> calls() {
        return Stream.of(Container.values())
                .flatMap(container -> CALLS.stream().map(call -> Arguments.of(container, call)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyAnswerNamesTheCacheAndTheAllowedOrigin(Container container, Call call) throws Exception {
        try (Site site = Site.in(container)) {
            HttpResponse<String> response = site.send(call);

            assertThat(response.statusCode()).isEqualTo(call.status);
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(ORIGIN);
            assertThat(response.headers().firstValue("Cache-Status"))
                    .hasValueSatisfying(status -> assertThat(status).startsWith("imgproxy4j"));
            if (!response.body().isEmpty()) {
                assertThat(response.headers().firstValue("X-Content-Type-Options"))
                        .hasValue("nosniff");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyAnswerIsToldToListenersOnce(Container container, Call call) throws Exception {
        try (Site site = Site.in(container)) {
            String body = site.send(call).body();
            await().until(() -> !site.answered.isEmpty());

            assertThat(site.answered).singleElement().satisfies(event -> {
                assertThat(event.route()).isEqualTo(call.route);
                assertThat(event.method()).isEqualTo(call.method);
                assertThat(event.status()).isEqualTo(call.status);
                assertThat(event.complete()).isTrue();
                if (event.outcome() != Outcome.REFUSED && event.outcome() != Outcome.NOT_STORED) {
                    assertThat(event.bytes()).isEqualTo(body.length());
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void allowNamesTheMethodsOfTheRoute(Container container, Call call) throws Exception {
        String allowed = switch (call.route) {
            case PROXY, CACHE, HEALTH -> "GET, HEAD, OPTIONS";
            case URLS -> "GET, HEAD, POST, OPTIONS";
            case PURGE -> "POST, DELETE, OPTIONS";
        };
        try (Site site = Site.in(container)) {
            HttpResponse<String> response = site.send(call);

            boolean tellsMethods = call.status == 405 || call.method.equals("OPTIONS");
            assertThat(response.headers().firstValue("Allow").stream().toList())
                    .isEqualTo(tellsMethods ? List.of(allowed) : List.of());
            boolean preflight = call.method.equals("OPTIONS") && call.route != Route.PURGE;
            assertThat(response.headers().firstValue("Access-Control-Allow-Methods").stream()
                            .toList())
                    .isEqualTo(preflight ? List.of(allowed) : List.of());
        }
    }

    /** A request, the route that it takes, and the status that it gets. */
    private record Call(Route route, String method, String path, int status) {
        @Override
        public String toString() {
            return method + " " + path.replaceAll("/img/[^/]{40,}", "/img/SIGNATURE") + " " + status;
        }
    }

    private static final class Site implements Closeable {
        private final StubImgproxy upstream;
        private final Container.Running running;
        private final Queue<ProxyListener.Answered> answered = new ConcurrentLinkedQueue<>();
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        private Site(Container container) throws IOException {
            upstream = StubImgproxy.replying(Reply.image("image/png", PNG));
            CachingProxy proxy = CachingProxy.builder(
                            IMGPROXY, HttpUpstream.builder(upstream.url()).build())
                    .allowedOrigin(ORIGIN)
                    .purgeToken(TOKEN)
                    .build();
            proxy.addListener(new ProxyListener() {
                @Override
                public void answered(Answered event) {
                    answered.add(event);
                }
            });
            running = container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT);
        }

        static Site in(Container container) throws IOException {
            return new Site(container);
        }

        HttpResponse<String> send(Call call) throws IOException, InterruptedException {
            return client.send(
                    ProxyFixture.request(running, call.method, call.path),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void close() throws IOException {
            running.close();
            upstream.close();
        }
    }
}
