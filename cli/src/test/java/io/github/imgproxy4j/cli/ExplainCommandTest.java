package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.cli.path.KeyLayouts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    private static final String PATH =
            "/rs:fill:300:200/g:fp:0.5:0.2/exp:1893456000/wm:0.5:soea/-/q:80/plain/local:///cat.jpg@webp";

    @Test
    void putsOptionsSourceAndKeysIntoWords() {
        String signed = Shell.withKey().run("sign", PATH).out().strip();

        Result result = Shell.withKey().run("explain", "https://shop.example/img" + signed);

        assertThat(result.status()).isZero();
        assertThat(result.lines())
                .contains(
                        "signature  valid",
                        "options    resizing_type: fill",
                        "           width: 300 px",
                        "           height: 200 px",
                        "           gravity: type focus point, x 0.5, y 0.2",
                        "           expires: 2030-01-01T00:00:00Z",
                        "           watermark: opacity 0.5, position south-east",
                        "           next pipeline (imgproxy Pro)",
                        "           quality: 80 %",
                        "source     local:///cat.jpg",
                        "canonical  " + signed)
                .anySatisfy(line -> assertThat(line).endsWith("  unsigned-path sha256 grouped extension"));
    }

    @Test
    void keysAreThoseOfTheirLayouts() {
        String signed = Shell.withKey().run("sign", PATH).out().strip();

        assertThat(Shell.withKey().run("explain", signed).lines())
                .containsAll(KeyLayouts.ALL.stream()
                        .map(layout -> "           "
                                + Shell.withKey()
                                        .with("IMGPROXY4J_KEY_LAYOUT", layout)
                                        .run("key", signed)
                                        .out()
                                        .strip()
                                + "  " + layout)
                        .toList());
    }

    @Test
    void wrongSignatureFailsButIsExplainedAllTheSame() {
        Result result = Shell.withKey().run("explain", "/wrong" + PATH);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.lines()).contains("signature  wrong", "           quality: 80 %");
    }

    @Test
    void needsNoKey() {
        Result result = Shell.empty().run("explain", "/any" + PATH);

        assertThat(result.status()).isZero();
        assertThat(result.lines()).contains("signature  not checked: there is no key", "source     local:///cat.jpg");
    }

    @Test
    void wrongAndUnknownOptionsAreNamedBesideTheOthers() {
        assertThat(Shell.empty()
                        .run("explain", "/any/q:101/rx:1/w:30/plain/local:///a")
                        .lines())
                .contains(
                        "options    wrong: quality [101] must be from 0 to 100",
                        "           rx:1 (unknown to imgproxy4j)",
                        "           width: 30 px");
    }

    @Test
    void whatIsNoSignedPathIsSaidToBeNone() {
        Result result = Shell.withKey().run("explain", "https://shop.example/");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.lines())
                .containsExactly("signature  wrong", "           there is no signature, or nothing follows it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"https://shop.example/img%s\" alt=x>",
                "'https://shop.example/img%s'",
                "<https://shop.example/img%s>",
                "<img data-imgproxy-src='/img%s'>",
                "shop.example/img%s",
                " //cdn.example/img%s?utm_source=mail#top "
            })
    void urlIsFoundInWhatPeoplePaste(String form) {
        String signed = Shell.withKey().run("sign", PATH).out().strip();

        Result result = Shell.withKey().run("explain", String.format(form, signed));

        assertThat(result.lines()).contains("signature  valid", "source     local:///cat.jpg");
        assertThat(result.status()).isZero();
    }

    @Test
    void charactersOutsideAsciiAreEscapedAsABrowserDoes() {
        String signed = Shell.withKey()
                .run("sign", "/w:30/plain/local:///caf%C3%A9%20noir.jpg")
                .out()
                .strip();

        assertThat(Shell.withKey()
                        .run("explain", signed.replace("%C3%A9", "\u00e9").replace("%20", " "))
                        .lines())
                .contains("signature  valid", "source     local:///caf\u00e9 noir.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsafe", "insecure", "_", "x"})
    void wordInThePlaceOfASignatureIsNamed(String word) {
        Result result = Shell.withKey().run("explain", "http://localhost:8080/" + word + "/w:30/plain/local:///a");

        assertThat(result.out())
                .contains(
                        "[" + word + "] is a word in the place of a signature",
                        "imgproxy4j sign '/w:30/plain/local:///a'")
                .doesNotContain("first difference");
        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    void cachedUrlIsToldFromAProxyUrl() {
        String cached = "https://shop.example/img/cache/dd732291b28b5c8a1e8b5a1c1b4f0d3e?x=1";

        for (String subcommand : List.of("explain", "verify")) {
            Result result = Shell.withKey().run(subcommand, cached);

            assertThat(result.out()).contains("a cached URL: its key dd732291b28b5c8a1e8b5a1c1b4f0d3e is a hash");
            assertThat(result.status()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/x/enc/jA5Hh1sd9P9WNEmMVsxZ5g2QmY5X.jpg, 'encrypted, with another key than IMGPROXY_SOURCE_URL_ENCRYPTION_KEY'",
        "/x/w:30/3XMikbZvG8tva3Pn, neither plain text nor Base64 of text"
    })
    void sourceThatCannotBeReadIsSaidToBeSo(String path, String words) {
        assertThat(Shell.empty().run("explain", path).lines())
                .anySatisfy(line -> assertThat(line).startsWith("source     " + words));
    }

    @ParameterizedTest
    @CsvSource({
        "/rs:fill:300:200/plain/local:///cat.jpg@webp, filter     200: served from memory or store",
        "/exp:1000000000/plain/local:///cat.jpg, filter     404: it expired at 2001-09-09T01:46:40Z",
        "/raw:1/plain/local:///cat.jpg, filter     403: raw is not allowed (imgproxy.allow-raw)",
        "/msr:900/plain/local:///cat.jpg, filter     403: options that change limits are not allowed",
        "/w:30/plain/local:///cat.jpg@gif, filter     502: image/gif is not served (imgproxy.served-types)",
        "/w:30/f:gif/plain/local:///cat.jpg, filter     502: image/gif is not served (imgproxy.served-types)",
        "/w:30/plain/https://elsewhere.example/cat.jpg, '           404 from imgproxy, if it has the same list: source'"
    })
    void saysWhatTheFilterAnswersAndWhy(String path, String line) {
        Shell shell = Shell.withKey()
                .with("IMGPROXY4J_SERVED_TYPES", "image/webp,image/jpeg")
                .with("IMGPROXY_ALLOWED_SOURCES", "local:///");
        String signed = shell.run("sign", path).out().strip();

        assertThat(shell.run("explain", signed).lines())
                .anySatisfy(text -> assertThat(text).startsWith(line));
    }

    @Test
    void wrongSignatureIsRefusedByTheFilterAsWell() {
        assertThat(Shell.withKey().run("explain", "/wrong" + PATH).lines())
                .anySatisfy(line -> assertThat(line).startsWith("filter     403: "));
    }
}
