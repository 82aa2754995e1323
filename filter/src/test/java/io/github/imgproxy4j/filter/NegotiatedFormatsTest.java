package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upstream that chooses the format by {@code Accept}. */
class NegotiatedFormatsTest {
    private static final byte[] PNG = Images.png(1000, 1);
    private static final byte[] WEBP = Images.webp(900, 2);

    private static final Reply NEGOTIATING = (request, out) -> {
        boolean webp = request.headers().stream().anyMatch(header -> header.contains("image/webp"));
        return Reply.image(webp ? "image/webp" : "image/png", webp ? WEBP : PNG, "Vary: Accept")
                .write(request, out);
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void eachClientGetsWhatItCanShowOnBothRoutes(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("cat.jpg");
        try (ProxyFixture fixture = given(container)
                .storingIn(folder)
                .with(builder -> builder.negotiatedFormats("webp"))
                .upstreamReplies(NEGOTIATING)) {
            for (String url : new String[] {urls.proxy(), urls.cached()}) {
                HttpResponse<byte[]> modern = fixture.get(url, "Accept", "image/avif,image/webp,*/*");
                HttpResponse<byte[]> old = fixture.get(url, "Accept", "image/png,*/*");
                fixture.settle();

                assertThat(modern.body()).isEqualTo(WEBP);
                assertThat(old.body()).isEqualTo(PNG);
                assertThat(modern.headers().firstValue("Vary")).hasValue("Accept");
                assertThat(old.headers().firstValue("Vary")).hasValue("Accept");
            }
            fixture.get(urls.cached(), "Accept", "text/html, image/webp; q=0.1").hasBody(WEBP);
            assertThat(fixture.upstream.requests()).hasSize(2);

            fixture.proxy.purge(urls.key());
            fixture.get(urls.cached(), "Accept", "image/webp").hasStatus(404);
            fixture.get(urls.cached(), "Accept", "*/*").hasStatus(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatVariesIsNotStoredWhereNothingIsNegotiated(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("cat.jpg");
        try (ProxyFixture fixture = given(container).storingIn(folder).upstreamReplies(NEGOTIATING)) {
            HttpResponse<byte[]> response = fixture.get(urls.proxy(), "Accept", "image/webp");

            assertThat(response.body()).isEqualTo(PNG);
            assertThat(response.headers().firstValue("Vary")).isEmpty();
            fixture.get(urls.cached()).hasStatus(404);
        }
    }
}
