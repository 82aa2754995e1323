package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.MarkupCases;
import io.github.imgproxy4j.testing.MarkupCases.MarkupCase;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageAttributesTest {
    static Stream<MarkupCase> cases() {
        return MarkupCases.all();
    }

    static Stream<MarkupCase> printedCases() {
        return cases().filter(markup -> markup.html() != null);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void yieldTheHtmlOfTheTable(MarkupCase markup) {
        ImageAttributes attributes = ImageAttributes.of(markup.attributes());
        Imgproxy imgproxy = imgproxy(markup);

        if (markup.html() != null) {
            assertThat(attributes.img(imgproxy).toHtml()).isEqualTo(markup.html());
        } else {
            assertThatThrownBy(() -> attributes.img(imgproxy))
                    .isInstanceOf(ImgproxyException.class)
                    .hasMessageStartingWith(markup.error());
        }
    }

    /** The table's HTML is golden text; a parser's view of it keeps the table itself honest. */
    @ParameterizedTest
    @MethodSource("printedCases")
    void aParserFindsOneImageWithTheGivenValues(MarkupCase markup) {
        Elements elements = Jsoup.parseBodyFragment(markup.html()).body().getAllElements();

        assertThat(elements).hasSize(2);
        Element img = elements.get(1);
        assertThat(img.tagName()).isEqualTo("img");
        markup.attributes().forEach((name, value) -> {
            String plain = name.toLowerCase(Locale.ROOT);
            if (!plain.equals("src") && !ImageAttributes.OPTIONS.contains(plain)) {
                assertThat(img.attr(plain)).isEqualTo(withoutForbidden(value));
            }
        });
        assertThat(img.attributes().asList())
                .filteredOn(attribute -> attribute.getKey().startsWith("on"))
                .allMatch(attribute -> attribute.getValue().equals(InlineFallback.SCRIPT));
    }

    @Test
    void theOrderOfOptionsIsFixed() {
        assertThat(ImageAttributes.OPTIONS)
                .isEqualTo(List.of(
                        "preset",
                        "resize",
                        "gravity",
                        "enlarge",
                        "quality",
                        "background",
                        "dpr",
                        "options",
                        "format",
                        "densities"));
    }

    @Test
    void theTableHasEveryOptionAndEveryFallbackMode() {
        assertThat(cases().flatMap(markup -> markup.attributes().keySet().stream()))
                .containsAll(ImageAttributes.OPTIONS);
        assertThat(cases().map(markup -> markup.settings().getOrDefault("imgproxy.fallback", "inline")))
                .contains("inline", "script", "none");
    }

    @Test
    void laterChangesOfTheMapChangeNothing() {
        Map<String, String> given = new HashMap<>(Map.of("src", "local:///a.jpg", "alt", ""));
        ImageAttributes attributes = ImageAttributes.of(given);
        given.clear();

        Imgproxy imgproxy = Imgproxy.builder().allowUnsigned(true).build();
        assertThat(attributes.img(imgproxy).attributes()).containsEntry("alt", "");
    }

    private static String withoutForbidden(String value) {
        StringBuilder allowed = new StringBuilder();
        value.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE
                                || c == 0xFFFF
                                || (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r')
                        ? 0xFFFD
                        : c)
                .forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static Imgproxy imgproxy(MarkupCase markup) {
        return Imgproxy.of(Settings.read(SettingsSource.of("case", markup.settings())), "/img");
    }
}
