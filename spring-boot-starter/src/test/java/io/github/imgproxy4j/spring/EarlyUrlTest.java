package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.testing.StubImgproxy;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** An app that makes a URL while its beans are created, before it registers the filter at a path of its own. */
class EarlyUrlTest {
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void urlWithAnotherPathStopsTheStart(CapturedOutput output) throws IOException {
        try (StubImgproxy upstream = StubImgproxy.replying(StubImgproxy.Reply.status(200, "unused"))) {
            assertThatThrownBy(() -> OwnMountTest.start(EarlyUrl.class, upstream))
                    .isInstanceOf(RuntimeException.class);
        }

        assertThat(output)
                .contains("the proxy URL [/shop/img] of the app's pages")
                .contains("set imgproxy.mount to /pictures");
    }

    @SpringBootConfiguration
    static class EarlyUrl extends OpenApplication {
        @Bean
        FilterRegistrationBean<ImgproxyFilter> images(CachingProxy proxy, Imgproxy imgproxy) {
            assertThat(imgproxy.proxyUrl()).isEqualTo("/shop/img");
            return OwnMountTest.registration(proxy);
        }
    }
}
