package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.html.InlineFallback;
import io.github.imgproxy4j.internal.url.SigningKey;
import io.github.imgproxy4j.option.ResizingType;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageBuilderTest {
    private static final String KEY = "736563726574";
    private static final String SALT = "68656C6C6F";

    private final Imgproxy imgproxy = Imgproxy.builder()
            .key(KEY)
            .salt(SALT)
            .cacheUrl("https://images.example.com/")
            .proxyUrl("/img")
            .preset("card", "rs:fill:300:200/q:80")
            .build();

    @Test
    void urlsShareOnePathAndOneKey() {
        ImageUrls urls =
                imgproxy.image("local:///cat.jpg").preset("card").format("webp").urls();

        assertThat(urls.path()).isEqualTo("/rs:fill:300:200/q:80/bG9jYWw6Ly8vY2F0LmpwZw.webp");
        assertThat(urls.key()).matches("[0-9a-f]{32}");
        assertThat(urls.cached()).isEqualTo("https://images.example.com/" + urls.key());
        assertThat(urls.proxy()).isEqualTo("/img" + urls.signedPath().text());
        assertThat(imgproxy.verify(urls.signedPath().text()).signedPath()).isEqualTo(urls.signedPath());
        assertThat(imgproxy.key(urls.signedPath())).isEqualTo(urls.key());
    }

    @Test
    void cacheUrlIsTheCacheRouteOfTheProxyUnlessSet() {
        Imgproxy own =
                Imgproxy.builder().key(KEY).salt(SALT).proxyUrl("/shop/img").build();

        assertThat(own.image("local:///cat.jpg").urls().cached()).startsWith("/shop/img/cache/");
    }

    @Test
    void imgCarriesCachedUrlProxyTwinAndHandler() {
        Element img = parsed(imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .densities(1, 2)
                .alt("A cat")
                .attribute("loading", "lazy")
                .img()
                .toHtml());
        ImageUrls single = imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .urls();
        ImageUrls twofold = imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FILL, 300, 200)
                .dpr(2)
                .urls();

        assertThat(img.attr("src")).isEqualTo(single.cached());
        assertThat(img.attr("srcset")).isEqualTo(single.cached() + " 1x, " + twofold.cached() + " 2x");
        assertThat(img.attr("data-imgproxy-src")).isEqualTo(single.proxy());
        assertThat(img.attr("data-imgproxy-srcset")).isEqualTo(single.proxy() + " 1x, " + twofold.proxy() + " 2x");
        assertThat(img.attr("width")).isEqualTo("300");
        assertThat(img.attr("height")).isEqualTo("200");
        assertThat(img.attr("alt")).isEqualTo("A cat");
        assertThat(img.attr("loading")).isEqualTo("lazy");
        assertThat(img.attr("onerror")).isEqualTo(InlineFallback.SCRIPT);
    }

    @Test
    void fitHasNoSizeBecauseTheResultMayBeSmaller() {
        Element img = parsed(imgproxy.image("local:///cat.jpg")
                .resize(ResizingType.FIT, 300, 200)
                .img()
                .toHtml());

        assertThat(img.hasAttr("width")).isFalse();
        assertThat(img.hasAttr("height")).isFalse();
    }

    @Test
    void scriptModeLeavesTheHandlerOut() {
        Element img = parsed(markup(FallbackMode.SCRIPT));

        assertThat(img.hasAttr("onerror")).isFalse();
        assertThat(img.attr("data-imgproxy-src")).startsWith("/img/");
    }

    @Test
    void noneModeLeavesTheProxyOut() {
        Element img = parsed(markup(FallbackMode.NONE));

        assertThat(img.hasAttr("onerror")).isFalse();
        assertThat(img.hasAttr("data-imgproxy-src")).isFalse();
    }

    @Test
    void directModeHasTheProxyUrlAlone() {
        Element img = parsed(markup(FallbackMode.DIRECT));

        assertThat(img.attr("src")).startsWith("/img/").doesNotContain("/cache/");
        assertThat(img.attributes()).hasSize(1);
    }

    @Test
    void builderAndSettingsAgreeOnDirectMode() {
        Imgproxy built = Imgproxy.builder()
                .key(KEY)
                .salt(SALT)
                .proxyUrl("https://imgproxy.example.com")
                .fallback(FallbackMode.DIRECT)
                .build();
        Imgproxy set = Imgproxy.of(
                Settings.read(SettingsSource.of(
                        "test",
                        Map.of(
                                "imgproxy.key",
                                KEY,
                                "imgproxy.salt",
                                SALT,
                                "imgproxy.proxy-url",
                                "https://imgproxy.example.com/",
                                "imgproxy.fallback",
                                "direct"))),
                "/img");

        ImageUrls urls = built.image("local:///cat.jpg").urls();
        assertThat(urls.cached())
                .isEqualTo(urls.proxy())
                .isEqualTo("https://imgproxy.example.com" + urls.signedPath().text());
        assertThat(set.image("local:///cat.jpg").img().toHtml())
                .isEqualTo(built.image("local:///cat.jpg").img().toHtml());
    }

    static Stream<String> hostileValues() {
        return Stream.of(
                "\"><script>alert(1)</script>",
                "' onload='alert(1)",
                "`onload=alert(1)`",
                "</img><svg onload=alert(1)>",
                "javascript:alert(1)",
                "&quot;&#34;&lt;",
                "line\nbreak\ttab\rreturn",
                "\u202Etxt.exe\u2066",
                "a".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("hostileValues")
    void hostileValuesStayValues(String hostile) {
        String html = imgproxy.image("https://example.com/" + hostile)
                .preset("card")
                .alt(hostile)
                .attribute("title", hostile)
                .img()
                .toHtml();

        Element img = parsed(html);
        assertThat(img.attr("alt")).isEqualTo(hostile);
        assertThat(img.attr("title")).isEqualTo(hostile);
        assertThat(img.attributes().asList().stream().map(attribute -> attribute.getKey()))
                .containsExactly("src", "data-imgproxy-src", "width", "height", "alt", "title", "onerror");
        assertThat(img.attr("onerror")).isEqualTo(InlineFallback.SCRIPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\uD800", "\uDC00", "\u0001", "\uFFFF", "\u0085"})
    void charactersThatHtmlForbidsAreReplaced(String forbidden) {
        Element img = parsed(imgproxy.image("local:///cat.jpg")
                .alt("a" + forbidden + "b")
                .img()
                .toHtml());

        assertThat(img.attr("alt")).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a=b", "a\"b", "a>b", "", "/", "1a", "a\nb", "ä"})
    void attributeNamesThatCouldLeaveTheirPlaceAreRefused(String name) {
        assertThatThrownBy(() -> imgproxy.image("local:///cat.jpg").attribute(name, "x"))
                .isInstanceOf(ImgproxyException.class)
                .hasMessageContaining("attribute [" + name + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"src", "SRC", "srcset", "onerror", "data-imgproxy-src"})
    void attributesOfOursCannotBeReplaced(String name) {
        assertThatThrownBy(() -> imgproxy.image("local:///cat.jpg").attribute(name, "x"))
                .hasMessageContaining("written by imgproxy4j");
    }

    @Test
    void badValuesAreRefusedNamingOptionValueAndRule() {
        ImageBuilder image = imgproxy.image("local:///cat.jpg");

        assertThatThrownBy(() -> image.quality(101)).hasMessage("quality [101] must be from 0 to 100");
        assertThatThrownBy(() -> image.options("rs:stretch:1:1"))
                .hasMessage("resizing type [stretch] must be one of fit, fill, fill-down, force, auto");
        assertThatThrownBy(() -> image.options("q:high")).hasMessage("q:high: [high] must be a whole number");
        assertThatThrownBy(() -> image.options("plain")).hasMessageContaining("[plain] is not an option");
        assertThatThrownBy(() -> image.option("fn", "a/b")).hasMessageContaining("fn [a/b] may contain only");
        assertThatThrownBy(() -> image.preset("hero")).hasMessage("preset [hero] must be one of [card]");
        assertThatThrownBy(() -> image.dpr(0)).hasMessage("dpr [0.0] must be greater than 0");
        assertThatThrownBy(() -> image.format("tif")).hasMessageStartingWith("format [tif] must be one of");
        assertThatThrownBy(() -> image.densities(1, 1)).hasMessageContaining("must differ");
        assertThatThrownBy(() -> imgproxy.image(" ")).hasMessage("source [ ] must not be empty");
    }

    @Test
    void nothingIsBuiltWithoutKeysUnlessAllowed() {
        assertThatThrownBy(() -> Imgproxy.builder().build()).hasMessageContaining("key and salt [not set]");

        Imgproxy unsigned = Imgproxy.builder().allowUnsigned(true).build();
        assertThat(unsigned.image("local:///a.jpg").urls().proxy()).startsWith("/img/unsafe/");
    }

    @Test
    void unsignedPathsHaveOneKeyWhateverStandsForTheSignature() {
        Imgproxy unsigned = Imgproxy.builder().allowUnsigned(true).build();
        SignedPath one = unsigned.verify("/unsafe/w:1/bG9jYWw6Ly8vYQ").signedPath();
        SignedPath other = unsigned.verify("/whatever/w:1/bG9jYWw6Ly8vYQ").signedPath();

        assertThat(unsigned.key(one)).isEqualTo(unsigned.key(other));
    }

    @Test
    void noTextOfOursShowsKeySaltOrSignature() {
        ImageUrls urls = imgproxy.image("local:///cat.jpg").urls();
        String signature = urls.signedPath().signature();

        assertThat(imgproxy.toString() + urls + urls.signedPath() + SigningKey.ofHex(KEY, SALT, 32))
                .doesNotContain(signature, KEY, SALT, "secret", "hello");
        assertThatThrownBy(() -> Imgproxy.builder().key("xyz").salt(SALT).build())
                .hasMessageContaining("key [***]")
                .hasMessageNotContaining("xyz");
    }

    @Test
    void pathsHaveShortNamesAndLongOnesOnRequest() {
        Imgproxy.Builder builder = Imgproxy.builder().key(KEY).salt(SALT);

        assertThat(builder.build()
                        .image("local:///cat.jpg")
                        .width(1)
                        .quality(80)
                        .urls()
                        .path())
                .startsWith("/w:1/q:80/");
        assertThat(builder.longOptionNames(true)
                        .build()
                        .image("local:///cat.jpg")
                        .width(1)
                        .quality(80)
                        .urls()
                        .path())
                .startsWith("/width:1/quality:80/");
    }

    /** imgproxy has no escape for it; nobody should find out when the first page is printed. */
    @Test
    void argumentsThatHoldTheSeparatorAreRefusedAtOnce() {
        Imgproxy.Builder builder = Imgproxy.builder().key(KEY).salt(SALT).argumentsSeparator("-");
        ImageBuilder image = builder.build().image("local:///cat.jpg");

        assertThatThrownBy(() -> image.cachebuster("a-b"))
                .hasMessage("cb [a-b] must not hold the arguments separator [-]");
        assertThatThrownBy(() -> builder.preset("card", "cb:a-b").build())
                .hasMessage("cb [a-b] must not hold the arguments separator [-]");
        assertThat(image.width(1).urls().path()).startsWith("/w-1/");
    }

    @Test
    void theFirstOfSeveralPairsSignsAndAllVerify() {
        Imgproxy old = Imgproxy.builder().key(KEY).salt(SALT).build();
        Imgproxy rotated =
                Imgproxy.builder().key("01").salt("02").key(KEY).salt(SALT).build();
        Imgproxy young = Imgproxy.builder().key("01").salt("02").build();
        SignedPath byOld = old.image("local:///cat.jpg").urls().signedPath();
        SignedPath byYoung = young.image("local:///cat.jpg").urls().signedPath();

        assertThat(rotated.image("local:///cat.jpg").urls().signedPath()).isEqualTo(byYoung);
        assertThat(rotated.verify(byOld.text()).signedPath()).isEqualTo(byOld);
        assertThat(rotated.verify(byYoung.text()).signedPath()).isEqualTo(byYoung);
        assertThat(young.verify(byOld.text()).outcome()).isEqualTo(Verification.Outcome.FORBIDDEN);
    }

    @Test
    void wrongSignatureIsExplainedWithoutShowingIt() {
        SignedPath signedPath =
                imgproxy.image("local:///cat.jpg").width(1).urls().signedPath();
        String signature = signedPath.signature();
        String other = imgproxy.image("local:///dog.jpg").urls().signedPath().signature();

        assertThat(imgproxy.verify("/" + other + signedPath.path()).explanation())
                .isEqualTo("none of 1 key pairs created the signature; it must cover the salt and [" + signedPath.path()
                        + "]")
                .doesNotContain(signature, other);
        assertThat(imgproxy.verify("/" + signature.substring(0, 22) + signedPath.path())
                        .explanation())
                .isEqualTo("the signature has 16 bytes instead of 32; both sides need the same signature size");
        assertThat(imgproxy.verify("/" + signature + "=" + signedPath.path()).explanation())
                .isEqualTo("the signature is not URL-safe Base64 without padding");
        assertThat(imgproxy.verify("/" + signature).explanation())
                .isEqualTo("there is no signature, or nothing follows it");
    }

    private String markup(FallbackMode mode) {
        return Imgproxy.builder()
                .key(KEY)
                .salt(SALT)
                .fallback(mode)
                .build()
                .image("local:///cat.jpg")
                .img()
                .toHtml();
    }

    /** Parses as a browser does and makes sure that there is one element and nothing else. */
    private static Element parsed(String html) {
        Elements elements = Jsoup.parseBodyFragment(html).body().getAllElements();
        assertThat(elements).hasSize(2);
        assertThat(elements.get(0).wholeText()).isEmpty();
        assertThat(elements.get(1).tagName()).isEqualTo("img");
        return elements.get(1);
    }
}
