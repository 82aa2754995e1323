package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.imgproxy4j.TextInputs.TextInput;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.HtmlPrinter;
import io.github.imgproxy4j.html.InlineFallback;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text by any public way: the page gets exactly one element with exactly the intended attributes, or the text is refused. */
class HostileMarkupTest {
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

    @ParameterizedTest
    @MethodSource("io.github.imgproxy4j.TextInputs#anyText")
    void textStaysTheValueOfItsAttribute(TextInput input) {
        for (String text : HostileTexts.all()) {
            Element element = input.element().apply(text);

            assertThat(element.attributes()).containsEntry(input.attribute(), text);
            assertThatPageHasExactly(element);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.imgproxy4j.TextInputs#checkedText")
    void textIsRefusedOrHarmless(TextInput input) {
        for (String text : HostileTexts.all()) {
            Throwable refused = catchThrowable(
                    () -> assertThatPageHasExactly(input.element().apply(text)));

            if (refused instanceof AssertionError wrong) {
                throw wrong;
            }
            if (refused != null) {
                assertThat(refused).as(text).isInstanceOf(ImgproxyException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"io.github.imgproxy4j.TextInputs#anyText", "io.github.imgproxy4j.TextInputs#checkedText"})
    void nullIsRefused(TextInput input) {
        if (!input.takesNull()) {
            assertThatThrownBy(() -> input.element().apply(null)).isInstanceOf(NullPointerException.class);
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
}
