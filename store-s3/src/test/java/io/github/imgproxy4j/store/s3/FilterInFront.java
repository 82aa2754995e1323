package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.CachingProxyBuilder;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/** The filter in a real container, between a stub upstream and a bucket. */
final class FilterInFront implements Closeable {
    private static final Imgproxy IMGPROXY = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .proxyUrl("/img")
            .build();

    final StubImgproxy upstream;
    final CachingProxy proxy;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Container.Running container;

    FilterInFront(S3ImageStore store, Reply reply) throws IOException {
        this(store, reply, builder -> {});
    }

    FilterInFront(S3ImageStore store, Reply reply, Consumer<CachingProxyBuilder> settings) throws IOException {
        this(Container.JETTY, store, reply, settings);
    }

    FilterInFront(Container in, S3ImageStore store, Reply reply, Consumer<CachingProxyBuilder> settings)
            throws IOException {
        upstream = StubImgproxy.replying(reply);
        Duration patience = Duration.ofSeconds(10);
        CachingProxyBuilder builder = CachingProxy.builder(
                        IMGPROXY,
                        HttpUpstream.builder(upstream.url())
                                .connectTimeout(patience)
                                .responseTimeout(patience)
                                .build())
                .store(store);
        settings.accept(builder);
        proxy = builder.build();
        container = in.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT);
    }

    static ImageUrls urls(String name) {
        return IMGPROXY.image("local:///" + name).width(100).urls();
    }

    static byte[] png(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(signature, 0, bytes, 0, signature.length);
        return bytes;
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(container.url(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() throws IOException {
        container.close();
        upstream.close();
    }
}
