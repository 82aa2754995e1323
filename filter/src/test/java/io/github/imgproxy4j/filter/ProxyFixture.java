package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import io.github.imgproxy4j.testing.TestClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The filter in a real container in front of a stub upstream, in sentences: given a container and what upstream replies,
 * when a client gets a URL, then the response has this status, these headers and this body.
 *
 * <pre>{@code
 * try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(Reply.image("image/png", CAT))) {
 *     proxy.get(urls.proxy()).hasStatus(200).hasBody(CAT);
 *     proxy.settle();
 *     proxy.hasFetched(1).hasStored(1);
 * }
 * }</pre>
 */
public final class ProxyFixture implements Closeable {
    public static final Imgproxy IMGPROXY = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .proxyUrl("/img")
            .build();

    public final StubImgproxy upstream;
    public final CachingProxy proxy;
    public final Container.Running container;
    private final TestClient client;

    private ProxyFixture(StubImgproxy upstream, CachingProxy proxy, Container.Running container) {
        this.upstream = upstream;
        this.proxy = proxy;
        this.container = container;
        this.client = container.client();
    }

    /** Begins the sentence. */
    public static Given given(Container container) {
        return new Given(container);
    }

    /** What is there before anything is asked for; unless it says otherwise, {@code /img/*} and no store. */
    public static final class Given {
        private final Container container;
        private Container.Mapping mapping = Container.Mapping.DEFAULT;
        private @Nullable Path folder;
        private Consumer<CachingProxyBuilder> settings = builder -> {};

        private Given(Container container) {
            this.container = container;
        }

        /** A file store in this folder. */
        public Given storingIn(Path storeFolder) {
            folder = storeFolder;
            return this;
        }

        /** Where the filter is mapped. */
        public Given mappedTo(Container.Mapping place) {
            mapping = place;
            return this;
        }

        /** Settings of the proxy, in addition to those before. */
        public Given with(Consumer<CachingProxyBuilder> further) {
            settings = settings.andThen(further);
            return this;
        }

        /** Starts it, in front of an upstream that gives this reply to every request. */
        public ProxyFixture upstreamReplies(Reply reply) throws IOException {
            StubImgproxy upstream = StubImgproxy.replying(reply);
            CachingProxyBuilder builder = builder(upstream);
            if (folder != null) {
                builder.store(new FileStore(folder));
            }
            settings.accept(builder);
            CachingProxy proxy = builder.build();
            return new ProxyFixture(upstream, proxy, container.run(new ImgproxyFilter(proxy, "/img"), mapping));
        }
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

    /** What upstream replies from now on. */
    public void upstreamReplies(Reply reply) {
        upstream.reply(reply);
    }

    public ReceivedResponse get(String path, String... headers) throws IOException, InterruptedException {
        return client.get(path, headers);
    }

    public ReceivedResponse send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        return client.send(method, path, headers);
    }

    /** Asks without waiting. */
    public CompletableFuture<ReceivedResponse> getAsync(String path, String... headers) {
        return client.getAsync(path, headers);
    }

    /** Status and headers, and the body as it arrives. */
    public HttpResponse<InputStream> open(String path, String... headers) throws IOException, InterruptedException {
        return client.open(path, headers);
    }

    /** Upstream has received so many requests since the start. */
    public ProxyFixture hasFetched(int times) {
        assertThat(upstream.requests()).as("requests to upstream").hasSize(times);
        return this;
    }

    /** So many variants were stored since the start. */
    public ProxyFixture hasStored(int variants) {
        assertThat(proxy.statistics().stored()).as("stored variants").isEqualTo(variants);
        return this;
    }

    /** Waits until all fetches have ended and their images are stored; clients have their responses before that. */
    public void settle() {
        settle(proxy);
    }

    public static void settle(CachingProxy proxy) {
        await().until(() -> proxy.fetchesInProgress() == 0);
    }

    public static HttpRequest request(Container.Running running, String method, String path, String... headers) {
        return TestClient.request(running.url(path), method, headers);
    }

    @Override
    public void close() throws IOException {
        container.close();
        upstream.close();
    }
}
