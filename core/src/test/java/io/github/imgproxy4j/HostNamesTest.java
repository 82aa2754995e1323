package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.FinalFallback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of hosts that networks of containers and people make, in every place where a URL is given. */
class HostNamesTest {
    @ParameterizedTest
    @CsvSource({
        "stack_imgproxy, stack_imgproxy",
        "stack_imgproxy:8080, stack_imgproxy:8080",
        "_a.b_c.example, _a.b_c.example",
        "imgproxy.1, imgproxy.1",
        "b\u00FCcher.example:8080, xn--bcher-kva.example:8080",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "images.example., images.example.",
        "my_images.example., my_images.example.",
        "127.0.0.1:81, 127.0.0.1:81",
        "[::1], [::1]",
        "[2001:db8::1]:8443, [2001:db8::1]:8443",
    })
    void everyHostIsTakenInEveryPlace(String host, String ascii) {
        Imgproxy imgproxy = Imgproxy.builder()
                .allowUnsigned(true)
                .proxyUrl("http://" + host + "/img")
                .cacheUrl("https://" + host + "/cache/")
                .sourceBase("http://" + host + "/photos/")
                .allowSource("http://" + host + "/")
                .lastResort(FinalFallback.of("https://" + host + "/none.png"))
                .build();

        ImageUrls urls = imgproxy.image("cat.jpg").urls();
        assertThat(urls.proxy()).startsWith("http://" + ascii + "/img/");
        assertThat(urls.cached()).startsWith("https://" + ascii + "/cache/");
        assertThat(imgproxy.image("http://" + host + "/photos/cat.jpg").urls().path())
                .as("absolute and relative to the base")
                .isEqualTo(urls.path());
        assertThatThrownBy(() ->
                        imgproxy.image("http://other." + host.replace("[", "").replace("]", "") + "/cat.jpg"))
                .isInstanceOf(ImgproxyException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "b\u00FCcher.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, b\u00FCcher.example",
        "XN--BCHER-KVA.example, b\u00FCcher.example",
        "b\u00FCcher.example:8080, xn--bcher-kva.example:8080",
        "img.b\u00FCcher.example, img.xn--bcher-kva.example",
        "*.xn--bcher-kva.example, img.b\u00FCcher.example",
        "*.b\u00FCcher.example, img.xn--bcher-kva.example",
        "*.example, xn--bcher-kva.example",
        "xn--fiqs8s, \u4E2D\u56FD",
    })
    void bothSpellingsOfAnAllowedHostAreOne(String allowed, String host) {
        Imgproxy imgproxy = allowing("https://" + allowed);

        assertThat(imgproxy.image("https://" + host + "/cat.jpg").urls().path()).isNotEmpty();
        assertThatThrownBy(() -> imgproxy.image("https://" + host + ".evil.test/cat.jpg"))
                .isInstanceOf(ImgproxyException.class);
    }

    /** Servers do not agree what these letters become, so they may become another host. */
    @ParameterizedTest
    @CsvSource({
        "strasse.example, stra\u00DFe.example",
        "strasse.example, xn--strae-oqa.example",
        "stra\u00DFe.example, strasse.example",
        "evil.ca, evil.c\u2100.attacker.test",
        "bucher.example, b\u00FCcher.example",
        "b\u00FCcher.example, xn--bcher-kvb.example",
        "b\u00FCcher.example, xn--bcher-kva-.example",
    })
    void noLetterIsTakenForAnother(String allowed, String host) {
        assertThatThrownBy(() -> allowing("https://" + allowed).image("https://" + host + "/cat.jpg"))
                .isInstanceOf(ImgproxyException.class);
    }

    private static Imgproxy allowing(String prefix) {
        return Imgproxy.builder()
                .allowUnsigned(true)
                .proxyUrl("/img")
                .allowSource(prefix)
                .build();
    }
}
