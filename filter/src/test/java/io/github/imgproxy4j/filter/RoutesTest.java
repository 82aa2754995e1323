package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.event.Outcome;
import io.github.imgproxy4j.filter.event.ProxyListener;
import io.github.imgproxy4j.filter.event.ResponseEvent;
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
    private static final ImageUrls URLS =
            IMGPROXY.image("local:///a.png").width(100).urls();
    private static final String IMAGE = URLS.proxy();
    private static final String STORED = "/img/cache/" + URLS.key();
    private static final String NOT_STORED = "/img/cache/00000000000000000000000000000000";
    private static final String WARM = "/img/warm?source=local:///a.png&preset=card";
    private static final String ORIGIN = "https://spa.example";
    private static final byte[] PNG = {(byte) 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A};
    private static final String TOKEN = "0123456789abcdef";

    private static final List<Call> CALLS = List.of(
            new Call(Route.PROXY, "GET", IMAGE, 200),
            new Call(Route.PROXY, "HEAD", IMAGE, 200),
            new Call(Route.PROXY, "GET", IMAGE, 200).whenStored(),
            new Call(Route.PROXY, "HEAD", IMAGE, 200).whenStored(),
            new Call(Route.PROXY, "GET", IMAGE, 304).whenStored().with("If-None-Match", "*"),
            new Call(Route.PROXY, "GET", IMAGE, 412).whenStored().with("If-Match", "\"other\""),
            new Call(Route.PROXY, "GET", "/img/wrong/w:1/bG9jYWw6Ly8vYS5wbmc", 403),
            new Call(Route.PROXY, "GET", "/img/x", 400),
            new Call(Route.PROXY, "DELETE", IMAGE, 405),
            new Call(Route.PROXY, "OPTIONS", IMAGE, 204),
            new Call(Route.CACHE, "GET", NOT_STORED, 404),
            new Call(Route.CACHE, "HEAD", NOT_STORED, 404),
            new Call(Route.CACHE, "GET", STORED, 200).whenStored(),
            new Call(Route.CACHE, "HEAD", STORED, 200).whenStored(),
            new Call(Route.CACHE, "GET", STORED, 304).whenStored().with("If-None-Match", "*"),
            new Call(Route.CACHE, "POST", NOT_STORED, 405),
            new Call(Route.CACHE, "OPTIONS", NOT_STORED, 204),
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
            new Call(Route.PURGE, "POST", "/img/purge?all", 200).with("Authorization", "Bearer " + TOKEN),
            new Call(Route.PURGE, "DELETE", "/img/purge?key=" + URLS.key(), 200)
                    .whenStored()
                    .with("Authorization", "Bearer " + TOKEN),
            new Call(Route.PURGE, "GET", "/img/purge?all", 405),
            new Call(Route.PURGE, "OPTIONS", "/img/purge", 204),
            new Call(Route.WARM, "POST", WARM, 401),
            new Call(Route.WARM, "POST", WARM, 202).with("Authorization", "Bearer " + TOKEN),
            new Call(Route.WARM, "GET", "/img/warm/0123456789abcdef", 401),
            new Call(Route.WARM, "GET", "/img/warm/0123456789abcdef", 404).with("Authorization", "Bearer " + TOKEN),
            new Call(Route.WARM, "PUT", "/img/warm", 405),
            new Call(Route.WARM, "OPTIONS", "/img/warm", 204));

    static Stream<Arguments> calls() {
        return Stream.of(Container.values())
                .flatMap(container -> CALLS.stream().map(call -> Arguments.of(container, call)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyAnswerNamesTheCacheAndTheAllowedOriginAndForbidsGuesses(Container container, Call call) throws Exception {
        try (Site site = Site.in(container, call)) {
            HttpResponse<String> response = site.send(call);

            assertThat(response.statusCode()).isEqualTo(call.status);
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(ORIGIN);
            assertThat(response.headers().firstValue("Cache-Status"))
                    .hasValueSatisfying(status -> assertThat(status).startsWith("imgproxy4j"));
            assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            if (call.method.equals("HEAD") || call.status == 204 || call.status == 304) {
                assertThat(response.body()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyResponseIsReportedToListenersOnce(Container container, Call call) throws Exception {
        try (Site site = Site.in(container, call)) {
            String body = site.send(call).body();
            await().until(() -> !site.answered.isEmpty());

            assertThat(site.answered).singleElement().satisfies(event -> {
                assertThat(event.route()).isEqualTo(call.route);
                assertThat(event.method()).isEqualTo(call.method);
                assertThat(event.status()).isEqualTo(call.status);
                assertThat(event.complete()).isTrue();
                if (event.outcome() == Outcome.OWN || call.status < 400) {
                    assertThat(event.bytes()).isEqualTo(body.length());
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyResponseIsOneLineOfTheAccessLog(Container container, Call call) throws Exception {
        try (Site site = Site.in(container, call);
                CapturedLog log = new CapturedLog()) {
            site.send(call);
            await().until(() -> !log.lines("responses - ").isEmpty());

            assertThat(log.lines("responses - "))
                    .singleElement()
                    .asString()
                    .contains(
                            "method=" + call.method + " ", "route=" + call.route + " ", "status=" + call.status + " ");
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void allowNamesTheMethodsOfTheRoute(Container container, Call call) throws Exception {
        String allowed = switch (call.route) {
            case PROXY, CACHE, HEALTH -> "GET, HEAD, OPTIONS";
            case URLS, WARM -> "GET, HEAD, POST, OPTIONS";
            case PURGE -> "POST, DELETE, OPTIONS";
        };
        try (Site site = Site.in(container, call)) {
            HttpResponse<String> response = site.send(call);

            boolean tellsMethods = call.status == 405 || call.method.equals("OPTIONS");
            assertThat(response.headers().firstValue("Allow").stream().toList())
                    .isEqualTo(tellsMethods ? List.of(allowed) : List.of());
            boolean preflight = call.method.equals("OPTIONS") && call.route != Route.PURGE && call.route != Route.WARM;
            assertThat(response.headers().firstValue("Access-Control-Allow-Methods").stream()
                            .toList())
                    .isEqualTo(preflight ? List.of(allowed) : List.of());
        }
    }

    /** A request, the route that it takes, and the status that it gets. */
    private record Call(Route route, String method, String path, int status, boolean isStored, List<String> headers) {
        Call(Route route, String method, String path, int status) {
            this(route, method, path, status, false, List.of());
        }

        /** The same where the image is there already. */
        Call whenStored() {
            return new Call(route, method, path, status, true, headers);
        }

        Call with(String name, String value) {
            return new Call(route, method, path, status, isStored, List.of(name, value));
        }

        @Override
        public String toString() {
            return method + " " + path.replaceAll("/img/[^/]{40,}", "/img/SIGNATURE")
                    + (isStored ? " when stored " : " ") + status;
        }
    }

    private static final class Site implements Closeable {
        private final StubImgproxy upstream;
        private final Container.Running running;
        private final CachingProxy proxy;
        private final Queue<ResponseEvent> answered = new ConcurrentLinkedQueue<>();
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        private Site(Container container) throws IOException {
            upstream = StubImgproxy.replying(Reply.image("image/png", PNG));
            proxy = CachingProxy.builder(
                            IMGPROXY, HttpUpstream.builder(upstream.url()).build())
                    .allowedOrigin(ORIGIN)
                    .purgeToken(TOKEN)
                    .build();
            proxy.addListener(new ProxyListener() {
                @Override
                public void responded(ResponseEvent event) {
                    answered.add(event);
                }
            });
            running = container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT);
        }

        /** With the image stored, if the call wants that. */
        static Site in(Container container, Call call) throws IOException, InterruptedException {
            Site site = new Site(container);
            if (call.isStored) {
                site.send(new Call(Route.PROXY, "GET", IMAGE, 200));
                ProxyFixture.settle(site.proxy);
                await().until(() -> !site.answered.isEmpty());
                site.answered.clear();
            }
            return site;
        }

        HttpResponse<String> send(Call call) throws IOException, InterruptedException {
            return client.send(
                    ProxyFixture.request(running, call.method, call.path, call.headers.toArray(new String[0])),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void close() throws IOException {
            running.close();
            upstream.close();
        }
    }
}
