package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.FinalFallback;
import io.github.imgproxy4j.html.HtmlPrinter;
import io.github.imgproxy4j.html.InlineFallback;
import io.github.imgproxy4j.option.ResizingType;
import io.github.imgproxy4j.option.Watermark;
import io.github.imgproxy4j.template.FallbackScript;
import io.github.imgproxy4j.template.ImageAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever text comes through whichever door: the page gets exactly one element with exactly the attributes that were
 * meant, or the text is refused.
 */
class HostileMarkupTest {
    private static final String SOURCE = "https://example.com/cat.jpg";
    private static final String WELL_FORMED_URL = "(https?:/)?/[^\\s\\p{Cntrl}\"<>`\\\\]+";
    private static final Set<String> URLS = Set.of("src", "href", "data-imgproxy-src");
    private static final Set<String> URL_LISTS = Set.of("srcset", "imagesrcset", "data-imgproxy-srcset");
    private static final Set<String> OTHERS = Set.of(
            "alt",
            "as",
            "data-given",
            "data-imgproxy-last",
            "fetchpriority",
            "height",
            "imagesizes",
            "media",
            "onerror",
            "rel",
            "sizes",
            "title",
            "type",
            "width");

    /** The texts of these are put together with others, or null is an argument that is not given. */
    private static final Set<String> NULL_HAS_A_MEANING = Set.of(
            "allowed source",
            "argument of a known option",
            "arguments in options",
            "cache URL",
            "option argument",
            "proxy URL");

    /** Doors that take any text: the attribute where it must be found, and how it gets in. */
    static Stream<Named<Door>> openDoors() {
        return Stream.of(
                open("alt", "alt", text -> image().alt(text).img()),
                open(
                        "attribute value",
                        "data-given",
                        text -> image().attribute("data-given", text).img()),
                open(
                        "value of an attribute that we write too",
                        "width",
                        text -> image().attribute("width", text).img()),
                open(
                        "sizes",
                        "sizes",
                        text -> image().widths(300, 600).sizes(text).img()),
                open(
                        "imagesizes",
                        "imagesizes",
                        text -> image().widths(300, 600).sizes(text).preload()),
                open("template alt", "alt", text -> attributes(Map.of("src", SOURCE, "alt", text))),
                open(
                        "template attribute value",
                        "title",
                        text -> attributes(Map.of("src", SOURCE, "alt", "", "title", text))),
                open(
                        "template attribute value of a preload link",
                        "title",
                        text -> ImageAttributes.of(Map.of("src", SOURCE, "title", text))
                                .preload(originals())
                                .get(0)),
                open(
                        "template attribute value of a source",
                        "title",
                        text -> ImageAttributes.of(Map.of("src", SOURCE, "media", "print", "title", text))
                                .sources(originals())
                                .get(0)),
                open(
                        "attribute value of the script",
                        "title",
                        text -> FallbackScript.of(originals(), null, Map.of("src", "/img/auto.js", "title", text))
                                .get(0)),
                open("printer", "title", text -> new Element("img", Map.of("title", text), List.of())));
    }

    /** Doors that may refuse. */
    static Stream<Named<Door>> guardedDoors() {
        Stream<Named<Door>> calls = Stream.of(
                door(
                        "source of img",
                        text -> originals().image(text).densities(1, 2).img()),
                door(
                        "source of picture",
                        text -> originals()
                                .image(text)
                                .widths(300, 600)
                                .formats("avif", "webp")
                                .when(
                                        "(max-width: 600px)",
                                        originals().image(text).resize(ResizingType.FILL, 9, 9))
                                .picture()),
                door(
                        "source of preload",
                        text -> originals().image(text).densities(1, 2).preload()),
                door(
                        "plain source",
                        text -> builder()
                                .plainSources()
                                .throughContainer(false)
                                .build()
                                .image(text)
                                .densities(1, 2)
                                .formats("avif")
                                .picture()),
                door(
                        "encrypted source",
                        text -> builder()
                                .encryptSources("00112233445566778899aabbccddeeff")
                                .vectorKey("00")
                                .build()
                                .image(text)
                                .img()),
                door(
                        "relative source",
                        text -> builder()
                                .sourceBase("https://example.com/")
                                .lastResort(FinalFallback.ORIGINAL)
                                .build()
                                .image(text)
                                .img()),
                door("media", text -> image().when(text, image()).picture()),
                door("attribute name", text -> image().attribute(text, "x").img()),
                door("preset name", text -> image().preset(text).img()),
                door("server preset", text -> image().serverPreset(text).img()),
                door("format", text -> image().format(text).img()),
                door("formats", text -> image().formats(text).picture()),
                door(
                        "file name in the URL",
                        text -> builder()
                                .urlFileNames(true)
                                .build()
                                .image(SOURCE)
                                .urlFileName(text)
                                .img()),
                door("option name", text -> image().option(text, 1).img()),
                door("option argument", text -> image().option("new", text).img()),
                door(
                        "argument of a known option",
                        text -> image().option("w", text).img()),
                door("options", text -> image().options(text).img()),
                door(
                        "arguments in options",
                        text -> image().options("rs:" + text).img()),
                door("gravity", text -> image().gravity(text).img()),
                door("background", text -> image().background(text).img()),
                door("cachebuster", text -> image().cachebuster(text).img()),
                door("filename", text -> image().filename(text).img()),
                door("style", text -> image().style(text).img()),
                door(
                        "watermark text",
                        text -> image().watermark(Watermark.opacity(1))
                                .watermarkText(text)
                                .img()),
                door("watermark URL", text -> image().watermarkUrl(text).img()),
                door("fallback image", text -> image().fallbackImageUrl(text).img()),
                door(
                        "placeholder",
                        text -> builder()
                                .lastResort(FinalFallback.of(text))
                                .build()
                                .image(SOURCE)
                                .img()),
                door(
                        "cache URL",
                        text -> builder()
                                .cacheUrl("https://images.example.com/" + text)
                                .build()
                                .image(SOURCE)
                                .densities(1, 2)
                                .img()),
                door(
                        "proxy URL",
                        text -> builder()
                                .proxyUrl("/img/" + text)
                                .build()
                                .image(SOURCE)
                                .densities(1, 2)
                                .img()),
                door(
                        "whole proxy URL",
                        text -> builder().proxyUrl(text).build().image(SOURCE).img()),
                door(
                        "key prefix",
                        text -> builder()
                                .keyLayout(KeyLayout.SIGNED_PATH.prefix(text))
                                .build()
                                .image(SOURCE)
                                .densities(1, 2)
                                .img()),
                door(
                        "key layout",
                        text -> builder()
                                .keyLayout(KeyLayout.of(text))
                                .build()
                                .image(SOURCE)
                                .img()),
                door(
                        "separator",
                        text -> builder()
                                .argumentsSeparator(text)
                                .build()
                                .image(SOURCE)
                                .width(9)
                                .densities(1, 2)
                                .img()),
                door(
                        "definition of a preset",
                        text -> builder()
                                .preset("card", text)
                                .build()
                                .image(SOURCE)
                                .preset("card")
                                .img()),
                door(
                        "source base",
                        text -> builder()
                                .sourceBase(text)
                                .lastResort(FinalFallback.ORIGINAL)
                                .build()
                                .image("cat.jpg")
                                .img()),
                door(
                        "allowed source",
                        text -> builder()
                                .allowSource(text)
                                .build()
                                .image(text + "/cat.jpg")
                                .img()),
                door("element name", text -> new Element(text, Map.of(), List.of())),
                door("attribute name of an element", text -> new Element("img", Map.of(text, "x"), List.of())),
                door(
                        "template picture",
                        text -> ImageAttributes.of(
                                        Map.of("src", text, "alt", text, "formats", "avif,webp", "widths", "300,600"))
                                .picture(
                                        originals(),
                                        ImageAttributes.of(Map.of("src", text, "media", "print"))
                                                .sources(originals()))
                                .get(0)),
                door(
                        "template media",
                        text -> ImageAttributes.of(Map.of("src", SOURCE, "media", text))
                                .sources(originals())
                                .get(0)),
                door(
                        "name of an attribute of the script",
                        text -> FallbackScript.of(originals(), null, Map.of("src", "/img/auto.js", text, "x"))
                                .get(0)),
                door("template source", text -> attributes(Map.of("src", text, "alt", ""))),
                door("template attribute name", text -> attributes(Map.of("src", SOURCE, "alt", "", text, "x"))));
        return Stream.concat(
                calls,
                ImageAttributes.OPTIONS.stream()
                        .map(name -> door(
                                "template " + name, text -> attributes(Map.of("src", SOURCE, "alt", "", name, text)))));
    }

    @ParameterizedTest
    @MethodSource("openDoors")
    void textStaysTheValueOfItsAttribute(Door door) {
        for (String text : HostileTexts.all()) {
            Element element = door.element.apply(text);

            assertThat(element.attributes()).containsEntry(door.attribute, text);
            assertThatPageHasExactly(element);
        }
    }

    @ParameterizedTest
    @MethodSource("guardedDoors")
    void textIsRefusedOrHarmless(Door door) {
        for (String text : HostileTexts.all()) {
            Throwable refused = catchThrowable(() -> assertThatPageHasExactly(door.element.apply(text)));

            if (refused instanceof AssertionError wrong) {
                throw wrong;
            }
            if (refused != null) {
                assertThat(refused).as(text).isInstanceOf(ImgproxyException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"openDoors", "guardedDoors"})
    void nullIsRefused(Door door) {
        if (!door.takesNull) {
            assertThatThrownBy(() -> door.element.apply(null)).isInstanceOf(NullPointerException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void escapedTextIsTheSameInEveryContext(String text) {
        String escaped = HtmlPrinter.escape(text);
        var page = Jsoup.parseBodyFragment("<p title=\"" + escaped + "\" class='" + escaped + "'>x" + escaped + "</p>");

        assertThat(page.body().childNodeSize()).isEqualTo(1);
        assertThat(page.body().child(0).childNodeSize()).isEqualTo(1);
        assertThat(page.body().child(0).attr("title")).isEqualTo(HostileTexts.printed(text));
        assertThat(page.body().child(0).attr("class")).isEqualTo(HostileTexts.printed(text));
        assertThat(page.body().child(0).wholeText()).isEqualTo("x" + HostileTexts.printed(text));
    }

    static List<String> texts() {
        return HostileTexts.all();
    }

    static void assertThatPageHasExactly(Element element) {
        assertThatOnlyOurAttributesAreIn(element);
        var body = Jsoup.parseBodyFragment("<b>before</b>" + element.toHtml() + "<i>after</i>")
                .body();

        assertThat(body.childNodeSize()).isEqualTo(3);
        assertThat(body.child(0).outerHtml()).isEqualTo("<b>before</b>");
        assertThat(body.child(2).outerHtml()).isEqualTo("<i>after</i>");
        assertThatSame(body.child(1), element);
    }

    private static void assertThatSame(org.jsoup.nodes.Element parsed, Element element) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Attribute attribute : parsed.attributes()) {
            attributes.put(attribute.getKey(), attribute.getValue());
        }
        Map<String, String> expected = new LinkedHashMap<>(element.attributes());
        expected.replaceAll((name, value) -> HostileTexts.printed(value));

        assertThat(parsed.tagName()).isEqualTo(element.name());
        assertThat(attributes).isEqualTo(expected);
        assertThat(parsed.childNodeSize()).isEqualTo(element.children().size());
        for (int i = 0; i < element.children().size(); i++) {
            assertThatSame(parsed.child(i), element.children().get(i));
        }
    }

    private static void assertThatOnlyOurAttributesAreIn(Element element) {
        element.attributes().forEach((name, value) -> {
            if (value.startsWith("data:image/") && (URLS.contains(name) || URL_LISTS.contains(name))) {
                assertThat(URLS.contains(name) || !value.matches("(?s).*[\\s].*|.*,"))
                        .as(value)
                        .isTrue();
            } else if (URLS.contains(name)) {
                assertThat(value).matches(WELL_FORMED_URL);
            } else if (URL_LISTS.contains(name)) {
                assertThat(value.split(", ", -1)).allMatch(url -> url.matches(WELL_FORMED_URL + "( [0-9]+[xw])?"));
            } else if (name.equals("onerror")) {
                assertThat(value).isEqualTo(InlineFallback.SCRIPT);
            } else if (name.equals("data-imgproxy-last")) {
                assertThat(value).matches("(?is)https?://.*|/[^/].*|/|data:image/.*");
            } else {
                assertThat(OTHERS.contains(name) || isPlain(name)).as(name).isTrue();
            }
        });
        element.children().forEach(HostileMarkupTest::assertThatOnlyOurAttributesAreIn);
    }

    /** Names that an author may give. */
    private static boolean isPlain(String name) {
        return name.matches("[a-z0-9_@:.-]+") && !name.startsWith("on");
    }

    private static Element attributes(Map<String, String> attributes) {
        return ImageAttributes.of(new HashMap<>(attributes)).img(originals()).get(0);
    }

    private static ImageBuilder image() {
        return originals().image(SOURCE);
    }

    private static Imgproxy originals() {
        return builder().lastResort(FinalFallback.ORIGINAL).build();
    }

    private static Imgproxy.Builder builder() {
        return Imgproxy.builder().key("736563726574").salt("68656c6c6f").cacheUrl("https://images.example.com");
    }

    private static Named<Door> open(String name, String attribute, Function<String, Element> element) {
        return Named.of(name, new Door(attribute, element, false));
    }

    private static Named<Door> door(String name, Function<String, Element> element) {
        return Named.of(name, new Door("", element, NULL_HAS_A_MEANING.contains(name)));
    }

    /**
     * A public way for text into markup.
     *
     * @param attribute where the text is found, or empty
     * @param element makes markup of the text
     * @param takesNull whether null is a text like others
     */
    private record Door(String attribute, Function<String, Element> element, boolean takesNull) {}
}
