package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.cli.path.KeyLayouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
