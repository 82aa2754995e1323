package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a client sees of the filter when its store is a bucket. */
class ProxyWithS3Test {
    private static final ImageUrls URLS = FilterInFront.urls("cat.png");
    private static final byte[] IMAGE = FilterInFront.png(200_000);

    @Test
    void anotherProcessServesWhatWasStored() throws Exception {
        S3Server server = S3Server.running();
        String bucket = server.newBucket();
        try (FilterInFront first =
                new FilterInFront(store(bucket, server.endpoint()), Reply.image("image/png", IMAGE))) {
            assertThat(first.get(URLS.proxy()).body()).isEqualTo(IMAGE);
        }

        try (FilterInFront second = new FilterInFront(store(bucket, server.endpoint()), Reply.status(500, "off"))) {
            HttpResponse<byte[]> hit = second.get(URLS.cached());

            assertThat(hit.statusCode()).isEqualTo(200);
            assertThat(hit.body()).isEqualTo(IMAGE);
            assertThat(hit.headers().firstValue("Cache-Status")).contains("imgproxy4j; hit; detail=s3");
            assertThat(hit.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(hit.headers().firstValue("Cache-Control")).contains("public, max-age=31536000");
            assertThat(second.upstream.requests()).isEmpty();
        }
    }

    @Test
    void whatIsStoredCanBeReadWhereTheRedirectLeads() throws Exception {
        S3Server server = S3Server.running();
        String bucket = server.newBucket();
        S3StoreBuilder builder = S3ImageStore.builder(bucket)
                .folder("img/")
                .endpoint(server.endpoint())
                .redirectTo(URI.create("https://images.example.com/img"));
        try (FilterInFront page = new FilterInFront(
                builder.build(), Reply.image("image/png", IMAGE), settings -> settings.memoryTierBytes(0))) {
            assertThat(page.get(URLS.proxy()).statusCode()).as("the first time").isEqualTo(200);

            await().untilAsserted(() ->
                    assertThat(page.get(URLS.proxy()).statusCode()).isEqualTo(302));
            HttpResponse<byte[]> answer = page.get(URLS.proxy());
            assertThat(answer.headers().firstValue("Location"))
                    .contains("https://images.example.com/img/" + URLS.key());
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Cache-Status")).contains("imgproxy4j; hit; detail=s3");
            assertThat(page.get(URLS.cached()).body())
                    .as("the cache route, which it may lead to")
                    .isEqualTo(IMAGE);
            assertThat(page.upstream.requests()).hasSize(1);
        }
    }

    @Test
    void whatStaysOutOfTheBucketIsNotCalledStored() throws Exception {
        S3Server server = S3Server.running();
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
        try (FilterInFront page =
                new FilterInFront(store(server.newBucket(), server.endpoint()), Reply.image("image/svg+xml", svg))) {
            assertThat(page.get(FilterInFront.urls("drawn.svg").proxy())
                            .headers()
                            .firstValue("Cache-Status"))
                    .contains("imgproxy4j; fwd=uri-miss; fwd-status=200");

            page.upstream.reply(Reply.image("image/png", IMAGE));
            assertThat(page.get(URLS.proxy()).headers().firstValue("Cache-Status"))
                    .contains("imgproxy4j; fwd=uri-miss; fwd-status=200; stored");
        }
    }

    @Test
    void imagesComeFromUpstreamWhileTheBucketIsDown() throws Exception {
        S3Server.setCredentials();
        URI nobody = URI.create("http://127.0.0.1:1");
        try (FilterInFront fixture = new FilterInFront(store("images", nobody), Reply.image("image/png", IMAGE))) {
            HttpResponse<byte[]> response = fixture.get(URLS.proxy());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(IMAGE);
        }
    }

    private static S3ImageStore store(String bucket, URI endpoint) {
        return S3ImageStore.builder(bucket).folder("img/").endpoint(endpoint).build();
    }
}
