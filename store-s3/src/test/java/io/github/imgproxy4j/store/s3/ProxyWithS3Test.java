package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a client sees of the filter when its store is a bucket. */
class ProxyWithS3Test {
    private static final Imgproxy IMGPROXY = Imgproxy.builder()
            .key("736563726574", "68656C6C6F")
            .proxyUrl("/img")
            .build();
    private static final ImageUrls URLS =
            IMGPROXY.image("local:///cat.png").width(100).urls();
    private static final byte[] IMAGE = png(200_000);

    @Test
    void anotherProcessServesWhatWasStored() throws Exception {
        S3Server server = S3Server.running();
        String bucket = server.newBucket();
        try (Fixture first = new Fixture(store(bucket, server.endpoint()), Reply.image("image/png", IMAGE))) {
            assertThat(first.get(URLS.proxy()).body()).isEqualTo(IMAGE);
        }

        try (Fixture second = new Fixture(store(bucket, server.endpoint()), Reply.status(500, "off"))) {
            HttpResponse<byte[]> hit = second.get(URLS.cached());

            assertThat(hit.statusCode()).isEqualTo(200);
            assertThat(hit.body()).isEqualTo(IMAGE);
            assertThat(hit.headers().firstValue("Cache-Status")).contains("imgproxy4j; hit; detail=s3");
            assertThat(hit.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(hit.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
            assertThat(second.upstream.requests()).isEmpty();
        }
    }

    @Test
    void imagesComeFromUpstreamWhileTheBucketIsDown() throws Exception {
        S3Server.setCredentials();
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }

        try (Fixture fixture = new Fixture(store("images", nobody), Reply.image("image/png", IMAGE))) {
            HttpResponse<byte[]> response = fixture.get(URLS.proxy());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(IMAGE);
        }
    }

    private static S3ImageStore store(String bucket, URI endpoint) {
        return S3ImageStore.builder(bucket).folder("img/").endpoint(endpoint).build();
    }

    private static byte[] png(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(signature, 0, bytes, 0, signature.length);
        return bytes;
    }

    private static final class Fixture implements Closeable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final StubImgproxy upstream;
        private final Container.Running container;

        Fixture(S3ImageStore store, Reply reply) throws IOException {
            upstream = StubImgproxy.replying(reply);
            Duration patience = Duration.ofSeconds(5);
            CachingProxy proxy = CachingProxy.builder(
                            IMGPROXY, new HttpUpstream(upstream.url(), null, patience, patience))
                    .store(store)
                    .build();
            container = Container.JETTY.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT);
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
}
