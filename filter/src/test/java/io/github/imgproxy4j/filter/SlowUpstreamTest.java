package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upstream that takes longer than it may, in each container. */
@Tag("container")
class SlowUpstreamTest {
    private static final byte[] IMAGE = Images.png(1000, 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void upstreamThatStallsBeforeItsFirstByteIsAGatewayTimeout(Container container) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Reply silent = (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: 1000");
            out.flush();
            never.await();
            return false;
        };
        try (ProxyFixture fixture = given(container)
                .storingIn(folder)
                .with(builder -> builder.bodyIdleTimeout(Duration.ofMillis(300)).bodyTimeout(Duration.ofSeconds(5)))
                .upstreamReplies(silent)) {
            fixture.get(ProxyFixture.urls("stall.jpg").proxy()).hasStatus(504);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatTricklesForLongerThanItsTotalTimeIsCutOffAndNotStored(Container container) throws Exception {
        CountDownLatch testIsOver = new CountDownLatch(1);
        Reply trickling = (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: 10000000");
            out.write(IMAGE);
            out.flush();
            // So often that it is never idle; the cut of the connection ends it.
            while (!testIsOver.await(5, TimeUnit.MILLISECONDS)) {
                out.write(1);
                out.flush();
            }
            return false;
        };
        ImageUrls urls = ProxyFixture.urls("trickle.jpg");
        try (CapturedLog log = new CapturedLog();
                ProxyFixture fixture = given(container)
                        .storingIn(folder)
                        .with(builder ->
                                builder.bodyIdleTimeout(Duration.ofMinutes(10)).bodyTimeout(Duration.ofMillis(300)))
                        .upstreamReplies(trickling)) {
            HttpResponse<InputStream> response = fixture.open(urls.proxy());
            try (InputStream body = response.body()) {
                assertThatThrownBy(body::readAllBytes)
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(HttpTimeoutException.class);
            }
            fixture.settle();

            fixture.get(urls.cached()).hasStatus(404);
            assertThat(log.lines("body took longer than PT0.3S"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "/w:100/local:///trickle.jpg");
        } finally {
            testIsOver.countDown();
        }
    }
}
