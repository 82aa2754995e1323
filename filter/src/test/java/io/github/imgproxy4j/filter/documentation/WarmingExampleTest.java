package io.github.imgproxy4j.filter.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.Warmup;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class WarmingExampleTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    @Test
    void exampleWarms() throws Exception {
        Imgproxy imgproxy = Imgproxy.builder()
                .key("01")
                .salt("02")
                .preset("card", "rs:fill:300:200")
                .preset("hero", "rs:fill:1200:600")
                .build();
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", PNG));
                CachingProxy proxy = CachingProxy.builder(
                                imgproxy, HttpUpstream.builder(upstream.url()).build())
                        .build()) {
            ServletContext context = (ServletContext) Proxy.newProxyInstance(
                    ServletContext.class.getClassLoader(),
                    new Class<?>[] {ServletContext.class},
                    (self, method, arguments) -> proxy);

            for (Warmup warmup : WarmingExample.warm(context, imgproxy)) {
                assertThat(warmup.completion().join().failures()).isEmpty();
            }
            assertThat(upstream.requests()).hasSize(2 + 9);
            assertThat(WarmingExample.changed(proxy).completion().join().made()).isEqualTo(2);
        }
    }
}
