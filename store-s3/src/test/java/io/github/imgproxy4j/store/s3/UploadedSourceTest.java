package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.KeyLayout;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.filter.Warmup;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.memory.MemoryStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import io.github.imgproxy4j.testing.TestClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After an upload, nobody sees the old image any more, and the new one is there without anybody asking. */
class UploadedSourceTest {
    private static final byte[] OLD = FilterInFront.png(3_000);
    private static final byte[] NEW = FilterInFront.png(4_000);
    private static final String TOKEN = "correct-horse-battery";
    private static final String SOURCE = "local:///cat.jpg";
    private static final Imgproxy IMGPROXY = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .keyLayout(KeyLayout.of("grouped"))
            .preset("card", "rs:fill:300:200")
            .build();

    @ParameterizedTest
    @CsvSource({
        "JETTY, BUCKET",
        "TOMCAT, BUCKET",
        "JETTY, MEMORY",
        "TOMCAT, MEMORY",
    })
    void oldVariantsAreGoneAndNewOnesAreMade(Container container, Kind kind) throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", OLD));
                CachingProxy proxy = proxy(upstream, kind);
                Container.Running app = container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            TestClient client = app.client();
            ImageUrls card = IMGPROXY.image(SOURCE).preset("card").urls();
            ImageUrls free = IMGPROXY.image(SOURCE).width(77).urls();
            proxy.warm(SOURCE, "card").completion().join();
            client.get(free.proxy()).hasBody(OLD);
            client.get(card.cached()).hasStatus(200).hasBody(OLD);

            upstream.reply(Reply.image("image/png", NEW));
            HttpResponse<byte[]> started = client.send(
                    "POST", "/img/warm?changed&source=" + SOURCE + "&preset=card", "Authorization", "Bearer " + TOKEN);

            assertThat(started.statusCode()).isEqualTo(202);
            client.get(free.cached()).hasStatus(404);
            client.get(card.proxy()).hasBody(NEW);
            String location = started.headers().firstValue("Location").orElseThrow();
            await().until(() -> text(client.get(location, "Authorization", "Bearer " + TOKEN))
                    .contains("\"status\":\"done\""));
            client.get(card.cached()).hasStatus(200).hasBody(NEW);
            Warmup again = proxy.warm(SOURCE, "card").completion().join();
            assertThat(again.stored()).isEqualTo(1);
        }
    }

    private static CachingProxy proxy(StubImgproxy upstream, Kind kind) throws Exception {
        return CachingProxy.builder(
                        IMGPROXY, HttpUpstream.builder(upstream.url()).build())
                .store(kind.open())
                .purgeToken(TOKEN)
                .build();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Where variants are kept. */
    private enum Kind {
        BUCKET {
            @Override
            ImageStore open() throws Exception {
                S3Server server = S3Server.running();
                return S3ImageStore.builder(server.newBucket())
                        .endpoint(server.endpoint())
                        .build();
            }
        },
        MEMORY {
            @Override
            ImageStore open() {
                return new MemoryStore(1_000_000);
            }
        };

        abstract ImageStore open() throws Exception;
    }
}
