package io.github.imgproxy4j.filter;

import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** The filter in a real container in front of a stub upstream, with a file store. */
public final class ProxyFixture implements Closeable {
    public static final Imgproxy IMGPROXY = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .proxyUrl("/img")
            .build();

    public final StubImgproxy upstream;
    public final CachingProxy proxy;
    public final Container.Running container;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ProxyFixture(StubImgproxy upstream, CachingProxy proxy, Container.Running container) {
        this.upstream = upstream;
        this.proxy = proxy;
        this.container = container;
    }

    public static ProxyFixture start(Container container, Path folder, StubImgproxy.Reply reply) throws IOException {
        return start(container, Container.Mapping.DEFAULT, folder, reply, builder -> {});
    }

    public static ProxyFixture start(
            Container container,
            Container.Mapping mapping,
            Path folder,
            StubImgproxy.Reply reply,
            Consumer<CachingProxyBuilder> settings)
            throws IOException {
        StubImgproxy upstream = StubImgproxy.replying(reply);
        CachingProxyBuilder builder = builder(upstream).store(new FileStore(folder));
        settings.accept(builder);
        CachingProxy proxy = builder.build();
        return new ProxyFixture(upstream, proxy, container.run(new ImgproxyFilter(proxy, "/img"), mapping));
    }

    /** A proxy in front of it that stores nothing. */
    public static CachingProxyBuilder builder(StubImgproxy upstream) {
        return CachingProxy.builder(
                IMGPROXY,
                HttpUpstream.builder(upstream.url())
                        .secret("bearer-secret")
                        .connectTimeout(Duration.ofSeconds(60))
                        .responseTimeout(Duration.ofSeconds(60))
                        .build());
    }

    public static ImageUrls urls(String name) {
        return IMGPROXY.image("local:///" + name).width(100).urls();
    }

    public HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    /** Waits until nobody can join a flight any more, and all that is to be stored is: clients have their answers before. */
    public void settle() {
        settle(proxy);
    }

    public static void settle(CachingProxy proxy) {
        await().until(() -> proxy.fetchesInProgress() == 0);
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(method, path, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpRequest request(String method, String path, String... headers) {
        return request(container, method, path, headers);
    }

    public static HttpRequest request(Container.Running running, String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(running.url(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    public HttpClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        container.close();
        upstream.close();
    }
}
