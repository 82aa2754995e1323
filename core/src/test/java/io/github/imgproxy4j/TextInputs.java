package io.github.imgproxy4j;

import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.FinalFallback;
import io.github.imgproxy4j.option.ResizingType;
import io.github.imgproxy4j.option.Watermark;
import io.github.imgproxy4j.template.FallbackScript;
import io.github.imgproxy4j.template.ImageAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Every public way for text into markup. */
final class TextInputs {
    private TextInputs() {}

    private static final String SOURCE = "https://example.com/cat.jpg";

    /** The texts of these are put together with others, or null is an argument that is not given. */
    private static final Set<String> NULL_HAS_A_MEANING = Set.of(
            "allowed source",
            "argument of a known option",
            "arguments in options",
            "cache URL",
            "option argument",
            "proxy URL");

    /** Those that take any text: the attribute where it must be found, and how it gets in. */
    static Stream<Named<TextInput>> anyText() {
        return Stream.of(
                any("alt", "alt", text -> image().alt(text).img()),
                any(
                        "attribute value",
                        "data-given",
                        text -> image().attribute("data-given", text).img()),
                any(
                        "value of an attribute that we write too",
                        "width",
                        text -> image().attribute("width", text).img()),
                any(
                        "sizes",
                        "sizes",
                        text -> image().widths(300, 600).sizes(text).img()),
                any(
                        "imagesizes",
                        "imagesizes",
                        text -> image().widths(300, 600).sizes(text).preload()),
                any("template alt", "alt", text -> attributes(Map.of("src", SOURCE, "alt", text))),
                any(
                        "template attribute value",
                        "title",
                        text -> attributes(Map.of("src", SOURCE, "alt", "", "title", text))),
                any(
                        "template attribute value of a preload link",
                        "title",
                        text -> ImageAttributes.of(Map.of("src", SOURCE, "title", text))
                                .preload(originals())
                                .get(0)),
                any(
                        "template attribute value of a source",
                        "title",
                        text -> ImageAttributes.of(Map.of("src", SOURCE, "media", "print", "title", text))
                                .sources(originals())
                                .get(0)),
                any(
                        "attribute value of the script",
                        "title",
                        text -> FallbackScript.of(originals(), null, Map.of("src", "/img/auto.js", "title", text))
                                .get(0)),
                any("printer", "title", text -> new Element("img", Map.of("title", text), List.of())));
    }

    /** Those that may refuse a text. */
    static Stream<Named<TextInput>> checkedText() {
        Stream<Named<TextInput>> calls = Stream.of(
                checked(
                        "source of img",
                        text -> originals().image(text).densities(1, 2).img()),
                checked(
                        "source of picture",
                        text -> originals()
                                .image(text)
                                .widths(300, 600)
                                .formats("avif", "webp")
                                .when(
                                        "(max-width: 600px)",
                                        originals().image(text).resize(ResizingType.FILL, 9, 9))
                                .picture()),
                checked(
                        "source of preload",
                        text -> originals().image(text).densities(1, 2).preload()),
                checked(
                        "plain source",
                        text -> builder()
                                .plainSources()
                                .throughContainer(false)
                                .build()
                                .image(text)
                                .densities(1, 2)
                                .formats("avif")
                                .picture()),
                checked(
                        "encrypted source",
                        text -> builder()
                                .encryptSources("00112233445566778899aabbccddeeff")
                                .vectorKey("00")
                                .build()
                                .image(text)
                                .img()),
                checked(
                        "relative source",
                        text -> builder()
                                .sourceBase("https://example.com/")
                                .lastResort(FinalFallback.ORIGINAL)
                                .build()
                                .image(text)
                                .img()),
                checked("media", text -> image().when(text, image()).picture()),
                checked("attribute name", text -> image().attribute(text, "x").img()),
                checked("preset name", text -> image().preset(text).img()),
                checked("server preset", text -> image().serverPreset(text).img()),
                checked("format", text -> image().format(text).img()),
                checked("formats", text -> image().formats(text).picture()),
                checked(
                        "file name in the URL",
                        text -> builder()
                                .urlFileNames(true)
                                .build()
                                .image(SOURCE)
                                .urlFileName(text)
                                .img()),
                checked("option name", text -> image().option(text, 1).img()),
                checked("option argument", text -> image().option("new", text).img()),
                checked(
                        "argument of a known option",
                        text -> image().option("w", text).img()),
                checked("options", text -> image().options(text).img()),
                checked(
                        "arguments in options",
                        text -> image().options("rs:" + text).img()),
                checked("gravity", text -> image().gravity(text).img()),
                checked("background", text -> image().background(text).img()),
                checked("cachebuster", text -> image().cachebuster(text).img()),
                checked("filename", text -> image().filename(text).img()),
                checked("style", text -> image().style(text).img()),
                checked(
                        "watermark text",
                        text -> image().watermark(Watermark.opacity(1))
                                .watermarkText(text)
                                .img()),
                checked("watermark URL", text -> image().watermarkUrl(text).img()),
                checked("fallback image", text -> image().fallbackImageUrl(text).img()),
                checked(
                        "placeholder",
                        text -> builder()
                                .lastResort(FinalFallback.of(text))
                                .build()
                                .image(SOURCE)
                                .img()),
                checked(
                        "cache URL",
                        text -> builder()
                                .cacheUrl("https://images.example.com/" + text)
                                .build()
                                .image(SOURCE)
                                .densities(1, 2)
                                .img()),
                checked(
                        "proxy URL",
                        text -> builder()
                                .proxyUrl("/img/" + text)
                                .build()
                                .image(SOURCE)
                                .densities(1, 2)
                                .img()),
                checked(
                        "whole proxy URL",
                        text -> builder().proxyUrl(text).build().image(SOURCE).img()),
                checked(
                        "key prefix",
                        text -> builder()
                                .keyLayout(KeyLayout.SIGNED_PATH.prefix(text))
                                .build()
                                .image(SOURCE)
                                .densities(1, 2)
                                .img()),
                checked(
                        "key layout",
                        text -> builder()
                                .keyLayout(KeyLayout.of(text))
                                .build()
                                .image(SOURCE)
                                .img()),
                checked(
                        "separator",
                        text -> builder()
                                .argumentsSeparator(text)
                                .build()
                                .image(SOURCE)
                                .width(9)
                                .densities(1, 2)
                                .img()),
                checked(
                        "definition of a preset",
                        text -> builder()
                                .preset("card", text)
                                .build()
                                .image(SOURCE)
                                .preset("card")
                                .img()),
                checked(
                        "source base",
                        text -> builder()
                                .sourceBase(text)
                                .lastResort(FinalFallback.ORIGINAL)
                                .build()
                                .image("cat.jpg")
                                .img()),
                checked(
                        "allowed source",
                        text -> builder()
                                .allowSource(text)
                                .build()
                                .image(text + "/cat.jpg")
                                .img()),
                checked("element name", text -> new Element(text, Map.of(), List.of())),
                checked("attribute name of an element", text -> new Element("img", Map.of(text, "x"), List.of())),
                checked(
                        "template picture",
                        text -> ImageAttributes.of(
                                        Map.of("src", text, "alt", text, "formats", "avif,webp", "widths", "300,600"))
                                .picture(
                                        originals(),
                                        ImageAttributes.of(Map.of("src", text, "media", "print"))
                                                .sources(originals()))
                                .get(0)),
                checked(
                        "template media",
                        text -> ImageAttributes.of(Map.of("src", SOURCE, "media", text))
                                .sources(originals())
                                .get(0)),
                checked(
                        "name of an attribute of the script",
                        text -> FallbackScript.of(originals(), null, Map.of("src", "/img/auto.js", text, "x"))
                                .get(0)),
                checked("template source", text -> attributes(Map.of("src", text, "alt", ""))),
                checked("template attribute name", text -> attributes(Map.of("src", SOURCE, "alt", "", text, "x"))));
        return Stream.concat(
                calls,
                ImageAttributes.OPTIONS.stream()
                        .map(name -> checked(
                                "template " + name, text -> attributes(Map.of("src", SOURCE, "alt", "", name, text)))));
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

    private static Named<TextInput> any(String name, String attribute, Function<String, Element> element) {
        return Named.of(name, new TextInput(attribute, element, false));
    }

    private static Named<TextInput> checked(String name, Function<String, Element> element) {
        return Named.of(name, new TextInput("", element, NULL_HAS_A_MEANING.contains(name)));
    }

    /**
     * A public way for text into markup.
     *
     * @param attribute where the text is found, or empty
     * @param element makes markup of the text
     * @param takesNull whether null is a text like others
     */
    record TextInput(String attribute, Function<String, Element> element, boolean takesNull) {}
}
