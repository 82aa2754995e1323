package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route below a context path, with and without asynchronous support. */
@Tag("container")
class ContextPathTest {
    private static final byte[] IMAGE = Images.png(300_000, 1);
    private static final String SOURCE = "https://example.com/cat.jpg";
    private static final String TOKEN = "correct-horse-battery";

    private static final Imgproxy IMGPROXY = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .proxyUrl("/shop/img")
            .preset("card", "rs:fill:480:320")
            .publicPreset("card", "1x")
            .allowSource("https://example.com/")
            .build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ImageUrls urls = IMGPROXY.image(SOURCE).preset("card").urls();
    private StubImgproxy upstream;
    private CachingProxy proxy;
    private Container.Running running;

    private void start(Container container, boolean asyncSupported) throws Exception {
        upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
        proxy = CachingProxy.builder(
                        IMGPROXY,
                        HttpUpstream.builder(upstream.url())
                                .connectTimeout(Duration.ofMinutes(1))
                                .responseTimeout(Duration.ofMinutes(1))
                                .build())
                .store(new MemoryStore(10_000_000))
                .memoryTierBytes(0)
                .purgeToken(TOKEN)
                .build();
        running = container.run(
                new ImgproxyFilter(proxy, "/img"), new Container.Mapping("/shop", "/img/*", asyncSupported));
    }

    @AfterEach
    void stop() throws Exception {
        running.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource({"JETTY, true", "JETTY, false", "TOMCAT, true", "TOMCAT, false"})
    void imagesAreMadeStoredAndPurged(Container container, boolean asyncSupported) throws Exception {
        start(container, asyncSupported);

        assertThat(urls.proxy()).startsWith("/shop/img/");
        assertThat(send("GET", urls.cached()).statusCode()).isEqualTo(404);
        assertThat(send("GET", urls.proxy()).body()).isEqualTo(IMAGE);
        ProxyFixture.settle(proxy);
        assertThat(send("GET", urls.cached()).body()).isEqualTo(IMAGE);
        assertThat(send("HEAD", urls.proxy()).headers().firstValue("Content-Length"))
                .hasValue("300000");
        assertThat(upstream.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.target()).isEqualTo(urls.signedPath().text()));

        HttpResponse<byte[]> purged =
                send("POST", "/shop/img/purge?key=" + urls.key(), "Authorization", "Bearer " + TOKEN);
        assertThat(purged.body()).asString().isEqualTo("{\"purged\":1}");
        assertThat(send("GET", urls.cached()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"JETTY, true", "JETTY, false", "TOMCAT, true", "TOMCAT, false"})
    void readinessAndTheUrlsOfSinglePageAppsAreThere(Container container, boolean asyncSupported) throws Exception {
        start(container, asyncSupported);

        assertThat(send("GET", "/shop/img/health").body()).asString().isEqualTo("{\"status\":\"ready\"}");
        HttpResponse<byte[]> answer =
                send("GET", "/shop/img/urls?preset=card&src=" + URLEncoder.encode(SOURCE, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).asString().contains(urls.cached(), urls.proxy());
    }

    @ParameterizedTest
    @CsvSource({"JETTY, true", "JETTY, false", "TOMCAT, true", "TOMCAT, false"})
    void whatIsOutsideIsNotOurs(Container container, boolean asyncSupported) throws Exception {
        start(container, asyncSupported);

        for (String path : new String[] {urls.proxy().substring("/shop".length()), "/shop/image", "/shop/"}) {
            HttpResponse<byte[]> answer = send("GET", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Cache-Status")).as(path).isEmpty();
        }
        assertThat(upstream.requests()).isEmpty();
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        return client.send(
                ProxyFixture.request(running, method, path, headers), HttpResponse.BodyHandlers.ofByteArray());
    }
}
