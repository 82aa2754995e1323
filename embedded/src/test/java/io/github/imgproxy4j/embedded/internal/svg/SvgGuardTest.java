package io.github.imgproxy4j.embedded.internal.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rect width='1' height='1' fill='url(#g)'/>",
                "<defs><linearGradient id='g'><stop offset='0' stop-color='red'/></linearGradient></defs>",
                "<style>.a { fill: url( \"#g\" ) }</style>",
                "<use href='#g'/><use xlink:href='#g' xmlns:xlink='http://www.w3.org/1999/xlink'/>",
                "<image href='data:image/png;base64,AAAA'/>",
                "<text>on &lt;script> &amp; off</text>",
                "<animate attributeName='x' from='1' to='2' dur='1s'/>",
                "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
            })
    void drawingsPass(String content) {
        assertThatCode(() -> check(content)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT/>",
                "<x:script xmlns:x='http://www.w3.org/2000/svg'/>",
                "<rect onclick='alert(1)'/>",
                "<rect ONLOAD='alert(1)'/>",
                "<foreignObject/>",
                "<body xmlns='http://www.w3.org/1999/xhtml'/>",
                "<iframe/>",
                "<a href='javascript:alert(1)'/>",
                "<a href='https://example.com/'/>",
                "<use href='other.svg#g'/>",
                "<use href='data:image/svg+xml;base64,AAAA'/>",
                "<image href='data:image/svg+xml;base64,AAAA'/>",
                "<image href='http://example.com/pixel.png'/>",
                "<image xlink:href='//example.com/pixel.png' xmlns:xlink='http://www.w3.org/1999/xlink'/>",
                "<rect fill='url(http://example.com/#g)'/>",
                "<rect style='fill: URL( \"http://example.com/\" )'/>",
                "<rect style='fill: u\\72l(http://example.com/)'/>",
                "<style>@import 'http://example.com/a.css';</style>",
                "<style>@\\69mport 'http://example.com/a.css';</style>",
                "<style>@imp<!-- -->ort 'http://example.com/a.css';</style>",
                "<style>a { b: ur<!-- -->l(//example.com) }</style>",
                "<style>a { b: ur<a/>l(//example.com) }</style>",
                "<style>a { b: ur<a>x</a>l(//example.com) }</style>",
                "<style>a { b: ur<![CDATA[l(//example.com)]]> }</style>",
                "<style>a { b: src('//example.com') }</style>",
                "<rect mask='u\\72l(//example.com)'/>",
                "<rect fill='url( //example.com)'/>",
                "<rect><set attributeName='mask' to='u\\72l(//example.com)'/></rect>",
                "<g xml:base='http://example.com/'/>",
                "<style>a { b: url('http://example.com') }</style>",
                "<style><![CDATA[a { b: url(http://example.com) }]]></style>",
                "<set attributeName='href' to='javascript:alert(1)'/>",
                "<animate attributeName='xlink:href' values='javascript:alert(1)'/>",
                "<?xml-stylesheet href='http://example.com/a.css'?>",
                "<g>",
                "&unknown;",
            })
    void whatRunsOrReachesOutIsRefused(String content) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> check(content))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(422));
    }

    @Test
    void entitiesAreRefusedWithoutBeingExpanded() {
        String laughs = "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
                + "<svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>";

        assertThat(SvgGuard.looksLikeSvg(bytes(laughs))).isTrue();
        assertThatExceptionOfType(ProcessingException.class).isThrownBy(() -> SvgGuard.check(bytes(laughs)));
    }

    @Test
    void otherEncodingsAreRefused() {
        String utf16 = "<?xml version='1.0' encoding='UTF-16'?><svg xmlns='http://www.w3.org/2000/svg'/>";

        assertThatExceptionOfType(ProcessingException.class).isThrownBy(() -> SvgGuard.check(bytes(utf16)));
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> SvgGuard.check("<svg>\u00e9</svg>".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void deepNestingIsRefused() {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> check("<g>".repeat(5000) + "</g>".repeat(5000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "\uFEFF  <?xml version='1.0'?>\n<!-- made by hand -->\n<svg>",
                "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/svg11.dtd'><svg>",
                "<s:svg xmlns:s='http://www.w3.org/2000/svg'/>"
            })
    void theFirstTagIdentifiesSvg(String text) {
        assertThat(SvgGuard.looksLikeSvg(bytes(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html xmlns='http://www.w3.org/1999/xhtml'><svg/></html>",
                "<html><svg></svg></html>",
                "svg",
                "<svgx>",
                "",
                "text <svg>"
            })
    void otherTextIsNotSvg(String text) {
        assertThat(SvgGuard.looksLikeSvg(bytes(text))).isFalse();
    }

    private static void check(String content) throws ProcessingException {
        SvgGuard.check(bytes("<svg xmlns='http://www.w3.org/2000/svg'>" + content + "</svg>"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
