package io.github.imgproxy4j.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.testing.MarkupCases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.exceptions.TemplateProcessingException;

class ImgproxyDialectTest {
    private final Imgproxy imgproxy = Imgproxy.builder()
            .key("736563726574", "68656C6C6F")
            .cacheUrl("https://images.example.com")
            .preset("card", "rs:fill:300:200/q:80")
            .build();
    private final Templates templates = new Templates(new ImgproxyDialect(imgproxy));
    private final Map<String, Object> variables = new HashMap<>(Map.of("src", "local:///photos/cat.jpg"));

    private final String card = MarkupCases.named("a preset applies its options and gives the size of its box")
            .html();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card",
                "${'card'}",
                "'card'",
                "|${c}ard|",
                "${c} + 'ard'",
                "${nothing} ?: 'card'",
                "*{c + 'ard'}",
            })
    void optionsAreTextOrExpressions(String preset) {
        variables.put("c", "c");

        assertThat(process("<img imgproxy:src=\"${src}\" imgproxy:preset=\"" + preset + "\" alt='A cat'>"))
                .isEqualTo(card);
    }

    @Test
    void theSourceMayBePlainText() {
        assertThat(process("<img imgproxy:src='local:///photos/cat.jpg' imgproxy:preset='card' alt='A cat'>"))
                .isEqualTo(card);
    }

    @Test
    void anOptionWhoseExpressionYieldsNothingIsNotGiven() {
        assertThat(process("<img imgproxy:src='${src}' imgproxy:preset='card' imgproxy:quality='${nothing}'"
                        + " imgproxy:dpr='${nothing} ?: _' alt='A cat'>"))
                .isEqualTo(card);
    }

    @Test
    void numbersAndFlagsAreTakenAsTheyPrint() {
        assertThat(image("<img imgproxy:src='${src}' imgproxy:quality='${70 + 5}' imgproxy:enlarge='${1 == 1}' alt=''>")
                        .attr("data-imgproxy-src"))
                .contains("/el:1/q:75/");
    }

    @Test
    void theDataSpellingIsTheSameAttribute() {
        assertThat(process("<img data-imgproxy-src=\"${src}\" data-imgproxy-preset=\"card\" data-th-alt=\"'A cat'\">"))
                .isEqualTo(card);
    }

    /** What we print spells like an attribute of ours, but it is finished. */
    @Test
    void theResultIsNotProcessedAgain() {
        String template = "<p th:each=\"n : ${ {1, 2} }\"><img th:if=\"${n > 0}\" imgproxy:src=\"${src}\""
                + " imgproxy:preset=\"card\" th:alt=\"'A cat'\"></p>";

        assertThat(process(template)).isEqualTo("<p>" + card + "</p><p>" + card + "</p>");
    }

    @Test
    void theResultIsNotProcessedAgainInAFragment() {
        String template = "<div th:fragment=\"photo(label)\"><img imgproxy:src=\"${src}\" imgproxy:preset=\"card\""
                + " th:alt=\"${label}\"></div><b th:insert=\"~{:: photo('A cat')}\"></b>";

        assertThat(process(template)).endsWith("<b><div>" + card + "</div></b>");
    }

    @Test
    void everyThAttributeOfTheElementComesFirst() {
        Element img = image("<img th:each='n : ${ {7} }' th:with='title=|no ${n}|' imgproxy:src='${src}' class='photo'"
                + " th:classappend=\"${n > 6} ? 'wide'\" th:alt='${title}' th:title='${title}' th:data-id='${n}'"
                + " th:fetchpriority=\"'high'\" th:attr='loading=${\"lazy\"}' th:hidden='${n < 0}'>");

        assertThat(img.attr("alt")).isEqualTo("no 7");
        assertThat(img.attr("title")).isEqualTo("no 7");
        assertThat(img.className()).isEqualTo("photo wide");
        assertThat(img.attr("data-id")).isEqualTo("7");
        assertThat(img.attr("fetchpriority")).isEqualTo("high");
        assertThat(img.attr("loading")).isEqualTo("lazy");
        assertThat(img.hasAttr("hidden")).isFalse();
        assertThat(img.attributes().asList())
                .noneMatch(attribute -> attribute.getKey().contains(":"));
    }

    @Test
    void anElementThatIsRemovedMakesNoImage() {
        assertThat(process("<img th:if='${nothing}' imgproxy:src='${src}'>")).isEmpty();
        assertThat(process("<img th:remove='all' imgproxy:src='${src}'>")).isEmpty();
    }

    @Test
    void thePrototypeOfTheTemplateGivesWay() {
        Element img = image("<img src='sample.jpg' srcset='sample2.jpg 2x' imgproxy:src='${src}' alt=''>");

        assertThat(img.attr("src")).startsWith("https://images.example.com/");
        assertThat(img.hasAttr("srcset")).isFalse();
    }

    @Test
    void openAndSelfClosingElementsAreTheSame() {
        assertThat(process("<img imgproxy:src='${src}' imgproxy:preset='card' alt='A cat'/>"))
                .isEqualTo(card);
        assertThat(process("<IMG IMGPROXY:SRC='${src}' imgproxy:Preset='card' ALT='A cat'>"))
                .isEqualTo(card);
    }

    @Test
    void theNamespaceIsTakenOut() {
        assertThat(
                        process(
                                "<html xmlns:imgproxy='https://imgproxy4j.github.io'><img imgproxy:src='${src}' alt=''></html>"))
                .startsWith("<html><img src=");
    }

    @Test
    void imagesWithoutOurAttributesStayAsTheyAre() {
        String plain = "<img src=\"a.jpg\" onerror=\"this.remove()\">";

        assertThat(process(plain)).isEqualTo(plain);
    }

    @Test
    void anAltWhoseExpressionYieldsNothingIsEmpty() {
        String template = "<img imgproxy:src='${src}' th:alt='${nothing}'>";

        assertThat(image(template).attr("alt")).isEmpty();
        assertThat(image(template).hasAttr("alt")).isTrue();
        assertThat(image("<img th:each='n : ${ {1} }' data-th-alt=\"${''}\" imgproxy:src='${src}'>")
                        .hasAttr("alt"))
                .isTrue();
        assertThat(image("<img alt imgproxy:src='${src}'>").hasAttr("alt")).isTrue();
    }

    @Test
    void textFromVariablesIsNeverEvaluated() {
        variables.put("hostile", "${7*7} __${7*7}__ [[${7*7}]] #{x} @{/x}");
        Element img = image("<img imgproxy:src='${hostile}' th:alt='${hostile}' th:title='${hostile}'>");

        assertThat(img.attr("alt")).isEqualTo(variables.get("hostile"));
        assertThat(img.attr("title")).isEqualTo(variables.get("hostile"));
        assertThatThrownBy(() -> process("<img imgproxy:src='${src}' imgproxy:preset='${hostile}' alt=''>"))
                .rootCause()
                .hasMessage("preset [${7*7} __${7*7}__ [[${7*7}]] #{x} @{/x}] must be one of [card]");
    }

    @Test
    void aMissingAltFailsWithTemplateLineAndColumn() {
        String template = "<main>\n  <img class='photo'\n       imgproxy:src='${src}'>\n</main>";

        assertThatThrownBy(() -> process(template))
                .satisfies(failure -> located(failure, template, 3, 8))
                .hasStackTraceContaining("<img imgproxy:src>: alt [not set] must be given; alt=\"\" marks");
    }

    @Test
    void anUnknownAttributeFailsWithTemplateLineAndColumn() {
        String template = "<img imgproxy:src='${src}' alt=''\n imgproxy:pressets='card'>";

        assertThatThrownBy(() -> process(template))
                .satisfies(failure -> located(failure, template, 2, 2))
                .hasStackTraceContaining("imgproxy:pressets [card] must be imgproxy:src or one of [preset, resize,");
    }

    @Test
    void anAttributeWithoutSourceOrOnAnotherElementFails() {
        assertThatThrownBy(() -> process("<img imgproxy:preset='card' alt=''>"))
                .hasStackTraceContaining("<img imgproxy:preset> [card] must stand on an <img> with imgproxy:src");
        assertThatThrownBy(() -> process("<div data-imgproxy-src='${src}'></div>"))
                .hasStackTraceContaining("<div data-imgproxy-src> [${src}] must stand on an <img> with imgproxy:src");
    }

    @Test
    void outsideAWebApplicationTheInstanceMustBeGiven() {
        Templates shared = new Templates(new ImgproxyDialect());

        assertThatThrownBy(() -> shared.process("<img imgproxy:src='a' alt=''>", Map.of()))
                .hasStackTraceContaining("use new ImgproxyDialect(imgproxy)");
    }

    private static void located(Throwable failure, String template, int line, int column) {
        TemplateProcessingException located = Templates.innermost(failure);
        assertThat(located.getTemplateName()).isEqualTo(template);
        assertThat(List.of(located.getLine(), located.getCol())).isEqualTo(List.of(line, column));
    }

    private Element image(String template) {
        Elements images = Jsoup.parseBodyFragment(process(template)).select("img");
        assertThat(images).hasSize(1);
        return images.get(0);
    }

    private String process(String template) {
        return templates.process(template, variables);
    }
}
