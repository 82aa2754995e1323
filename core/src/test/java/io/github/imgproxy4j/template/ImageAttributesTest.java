package io.github.imgproxy4j.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.imgproxy4j.ImageView;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.HtmlPrinter;
import io.github.imgproxy4j.html.InlineFallback;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.MarkupCases;
import io.github.imgproxy4j.testing.MarkupCases.Kind;
import io.github.imgproxy4j.testing.MarkupCases.MarkupCase;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageAttributesTest {
    private static final Imgproxy SIGNED =
            Imgproxy.builder().key("736563726574").salt("68656C6C6F").build();

    static Stream<MarkupCase> cases() {
        return MarkupCases.all();
    }

    static Stream<MarkupCase> printedCases() {
        return cases().filter(markup -> markup.kind() == Kind.IMG && markup.html() != null);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void yieldTheHtmlOfTheTable(MarkupCase markup) {
        if (markup.html() != null) {
            assertThat(html(markup)).isEqualTo(markup.html());
        } else {
            assertThatThrownBy(() -> html(markup))
                    .isInstanceOf(ImgproxyException.class)
                    .hasMessageStartingWith(markup.error());
        }
    }

    @Test
    void everyBadAttributeIsReportedAtOnce() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("src", "local:///cat.jpg");
        attributes.put("alt", "A cat");
        attributes.put("quality", "much");
        attributes.put("blur", "-1");
        attributes.put("onerror", "alert(1)");

        assertThatThrownBy(() -> ImageAttributes.of(attributes).img(SIGNED))
                .isInstanceOf(ImgproxyException.class)
                .hasMessageContaining("blur [-1]")
                .hasMessageContaining("quality [much] must be a whole number")
                .hasMessageContaining("onerror");
    }

    @Test
    void missingAndMisplacedAttributesAreReportedTogetherWithBadOnes() {
        ImageAttributes attributes = ImageAttributes.of(Map.of("quality", "much", "formats", "avif", "onerror", "x"));

        assertThat(problems(() -> attributes.img(SIGNED)))
                .containsExactly(
                        "formats [avif] needs a picture around the image",
                        "alt [not set] must be given; alt=\"\" marks a decorative image",
                        "src [] must name the source of the image",
                        "quality [much] must be a whole number",
                        "attribute [onerror] is written by imgproxy4j and cannot be given");
        assertThat(problems(() -> attributes.pictureContent(SIGNED)))
                .hasSize(4)
                .contains("src [] must name the source of the image");
        assertThat(problems(() -> attributes.view(SIGNED)))
                .contains("src [] must name the source of the image", "quality [much] must be a whole number")
                .hasSize(4);
        assertThat(problems(() -> ImageAttributes.of(Map.of("alt", "A", "type", "b", "blur", "-1"))
                        .sources(SIGNED)))
                .hasSize(5)
                .contains("media [not set] must be a media query");
        assertThat(problems(() -> ImageAttributes.of(Map.of("alt", "A", "href", "b", "rel", "c", "blur", "-1"))
                        .preload(SIGNED)))
                .hasSize(5)
                .contains("rel [c] is written by imgproxy4j and cannot be given");
    }

    @Test
    void sourceThatIsNotAllowedIsReportedTogetherWithBadAttributes() {
        Imgproxy limited = Imgproxy.builder()
                .allowUnsigned(true)
                .allowSource("https://example.com/")
                .build();

        assertThat(problems(() -> ImageAttributes.of(Map.of("src", "local:///a", "alt", "", "blur", "-1"))
                        .img(limited)))
                .containsExactly(
                        "source [local:///a] must begin with one of [https://example.com/]",
                        "blur [-1]: blur [-1.0] must be 0 or more");
    }

    private static List<String> problems(ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ImgproxyException.class, call).problems();
    }

    /** The table's HTML is golden text; a parser's view of it keeps the table itself honest. */
    @ParameterizedTest
    @MethodSource("printedCases")
    void aParserFindsOneImageWithTheGivenValues(MarkupCase markup) {
        Elements elements = Jsoup.parseBodyFragment(markup.html()).body().getAllElements();

        if (markup.html().isEmpty()) {
            return;
        }
        assertThat(elements).hasSize(2);
        Element img = elements.get(1);
        assertThat(img.tagName()).isEqualTo("img");
        markup.attributes().forEach((name, value) -> {
            String plain = name.toLowerCase(Locale.ROOT);
            if (!plain.equals("src") && !plain.startsWith("on") && !ImageAttributes.OPTIONS.contains(plain)) {
                assertThat(img.attr(plain)).isEqualTo(MarkupCases.withoutForbidden(value));
            }
        });
        assertThat(img.attributes().asList())
                .filteredOn(attribute -> attribute.getKey().startsWith("on"))
                .allMatch(attribute -> attribute.getValue().equals(InlineFallback.SCRIPT));
    }

    static Stream<Arguments> hostileTexts() {
        return MarkupCases.hostileTexts()
                .flatMap(text ->
                        Stream.of("alt", "title", "class", "data-x", "sizes").map(name -> arguments(text, name)));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileTextsStayInsideTheirAttributes(String text, String name) {
        String src = "local:///" + MarkupCases.withoutForbidden(text);
        Map<String, String> given = new HashMap<>(Map.of("src", src, "alt", "", "widths", "320"));
        given.put(name, text);
        Map<String, String> source = new HashMap<>(Map.of("src", src, "media", text, "data-x", text));
        ImageAttributes attributes = ImageAttributes.of(given);

        List<io.github.imgproxy4j.html.Element> picture =
                attributes.picture(SIGNED, ImageAttributes.of(source).sources(SIGNED));
        Elements elements =
                Jsoup.parseBodyFragment(HtmlPrinter.print(picture)).body().getAllElements();

        assertThat(elements).extracting(Element::tagName).containsExactly("body", "picture", "source", "img");
        assertThat(elements.get(2).attr("media")).isEqualTo(MarkupCases.withoutForbidden(text));
        assertThat(elements.get(2).attr("data-x")).isEqualTo(MarkupCases.withoutForbidden(text));
        assertThat(elements.get(3).attr(name))
                .isEqualTo(MarkupCases.withoutForbidden(name.equals("sizes") ? text.strip() : text));
        assertThat(elements.get(3).attr("onerror")).isEqualTo(InlineFallback.SCRIPT);
        assertThat(elements.get(3).attributes().asList())
                .noneMatch(attribute -> attribute.getKey().startsWith("on")
                        && !attribute.getValue().equals(InlineFallback.SCRIPT));
    }

    @Test
    void theOrderOfOptionsIsFixed() {
        assertThat(String.join(" ", ImageAttributes.OPTIONS))
                .isEqualTo("preset resize size crop gravity enlarge extend padding trim rotate blur sharpen watermark"
                        + " quality background dpr cachebuster expires options format densities widths ladder sizes"
                        + " formats");
    }

    @Test
    void theTableHasEveryKindEveryOptionAndEveryMode() {
        for (Kind kind : Kind.values()) {
            assertThat(cases().filter(markup -> markup.kind() == kind))
                    .anyMatch(markup -> markup.html() != null)
                    .anyMatch(markup -> markup.error() != null);
        }
        assertThat(cases().filter(markup -> markup.html() != null)
                        .flatMap(markup -> markup.attributes().keySet().stream()))
                .containsAll(ImageAttributes.OPTIONS);
        assertThat(cases().map(markup -> markup.settings().getOrDefault("imgproxy.fallback", "inline")))
                .contains("inline", "script", "none", "direct");
        assertThat(cases().map(markup -> markup.settings().getOrDefault("imgproxy.on-error", "fail")))
                .contains("fail", "original", "omit");
    }

    @Test
    void laterChangesOfTheMapChangeNothing() {
        Map<String, String> given = new HashMap<>(Map.of("src", "local:///a.jpg", "alt", ""));
        ImageAttributes attributes = ImageAttributes.of(given);
        given.clear();

        Imgproxy imgproxy = Imgproxy.builder().allowUnsigned(true).build();
        assertThat(attributes.img(imgproxy).get(0).attributes()).containsEntry("alt", "");
    }

    private static String html(MarkupCase markup) {
        ImageAttributes attributes = ImageAttributes.of(markup.attributes());
        Imgproxy imgproxy = imgproxy(markup);
        return switch (markup.kind()) {
            case IMG -> HtmlPrinter.print(attributes.img(imgproxy));
            case PICTURE -> HtmlPrinter.print(attributes.picture(imgproxy, sources(markup, imgproxy)));
            case PRELOAD -> HtmlPrinter.print(attributes.preload(imgproxy));
            case URL -> attributes.view(imgproxy).map(ImageAttributesTest::link).orElse("");
            case SCRIPT -> HtmlPrinter.print(FallbackScript.of(imgproxy, null, markup.attributes()));
        };
    }

    private static List<io.github.imgproxy4j.html.Element> sources(MarkupCase markup, Imgproxy imgproxy) {
        ImageAttributes picture = ImageAttributes.of(markup.attributes());
        return markup.sources().stream()
                .flatMap(source -> ImageAttributes.of(source).asSourceOf(picture).sources(imgproxy).stream())
                .toList();
    }

    private static String link(ImageView view) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", view.getCached());
        attributes.put("data-proxy", view.getProxy());
        attributes.put("data-path", view.getPath());
        attributes.put("data-key", view.getKey());
        attributes.put("data-srcset", view.getSrcset());
        attributes.put("data-proxy-srcset", view.getProxySrcset());
        return new io.github.imgproxy4j.html.Element("a", attributes, List.of()).toHtml();
    }

    private static Imgproxy imgproxy(MarkupCase markup) {
        return Imgproxy.of(Settings.read(SettingsSource.of("case", markup.settings())), "/img");
    }
}
