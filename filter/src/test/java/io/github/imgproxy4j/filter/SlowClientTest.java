package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** imgproxy cuts who reads slowly, so nobody else may be as slow as the slowest client; in each container. */
@Tag("container")
class SlowClientTest {
    /** Far more than sockets and containers hold between them. */
    private static final byte[] IMAGE = Images.png(40_000_000, 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void clientThatReadsNothingHoldsUpNeitherUpstreamNorOthers(Container container) throws Exception {
        ImageUrls urls = ProxyFixture.urls("slow.png");
        for (boolean asyncSupported : new boolean[] {true, false}) {
            CountDownLatch drained = new CountDownLatch(1);
            Reply whole = (request, out) -> {
                boolean open = Reply.image("image/png", IMAGE).write(request, out);
                drained.countDown();
                return open;
            };
            Container.Mapping mapping = new Container.Mapping("", "/img/*", asyncSupported);
            try (ProxyFixture fixture = given(container)
                            .mappedTo(mapping)
                            .storingIn(folder.resolve(String.valueOf(asyncSupported)))
                            .with(builder -> builder.memoryTierBytes(0))
                            .upstreamReplies(whole);
                    Socket slow = new Socket()) {
                slow.setReceiveBufferSize(4096);
                slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fixture.container.port()));
                slow.getOutputStream()
                        .write(("GET " + urls.proxy() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(slow.getInputStream().read()).isEqualTo('H');

                assertThat(drained.await(1, TimeUnit.MINUTES)).isTrue();
                fixture.get(urls.proxy()).hasBody(IMAGE);
                slow.setSoLinger(true, 0);
            }
        }
    }
}
