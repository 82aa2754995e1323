package io.github.imgproxy4j.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.html.TemplateErrorMode;
import io.github.imgproxy4j.testing.MarkupCases;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.exceptions.TemplateProcessingException;

class ImgproxyDialectTest {
    private final Imgproxy imgproxy = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
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
    void collectionsAndMomentsAreReadLikeTheirTexts() {
        String texts =
                process("<img imgproxy:src='${src}' imgproxy:widths='320,640' imgproxy:expires='1893456000' alt=''>");
        Instant until = Instant.ofEpochSecond(1893456000);

        for (Object moment : List.of(until, until.atOffset(ZoneOffset.ofHours(2)), Date.from(until), 1893456000L)) {
            for (Object widths : List.of(List.of(320, 640), new int[] {320, 640}, new String[] {"320", "640"})) {
                variables.putAll(Map.of("widths", widths, "until", moment));
                assertThat(process("<img imgproxy:src='${src}' imgproxy:widths='${widths}' imgproxy:expires='${until}'"
                                + " alt=''>"))
                        .isEqualTo(texts);
            }
        }
        variables.put(
                "options", Map.of("src", "local:///photos/cat.jpg", "widths", List.of(320, 640), "expires", until));
        assertThat(process("<i th:text='${#imgproxy.urlOf(options).srcset}'></i>"))
                .isEqualTo("<i>" + Jsoup.parse(texts).select("img").attr("srcset") + "</i>");
    }

    @Test
    void aTemplateThatIsXmlStaysWellFormed() {
        assertThat(process("<img imgproxy:src='${src}' alt=''/>"))
                .startsWith("<img src=")
                .endsWith(" />");
        assertThat(process("<picture imgproxy:src='${src}' imgproxy:formats='webp'><img alt=''/></picture>"))
                .matches("<picture><source [^>]* /><img [^>]* /></picture>");
        assertThat(process("<img imgproxy:src='${src}' alt=''>")).doesNotContain("/>");
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
    void thePrototypeOfTheTemplateIsReplaced() {
        Element img = image("<img src='sample.jpg' srcset='sample2.jpg 2x' imgproxy:src='${src}' alt=''>");

        assertThat(img.attr("src")).startsWith("https://images.example.com/");
        assertThat(img.hasAttr("srcset")).isFalse();
    }

    @Test
    void selfClosingElementsAndCapitalsAreTheSame() {
        assertThat(process("<img imgproxy:src='${src}' imgproxy:preset='card' alt='A cat'/>"))
                .isEqualTo(card.substring(0, card.length() - 1) + " />");
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
        Element img = image("<img imgproxy:src='|local:///${hostile}|' th:alt='${hostile}' th:title='${hostile}'>");

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
                .hasStackTraceContaining("<img>: alt [not set] must be given; alt=\"\" marks");
    }

    @Test
    void anUnknownAttributeFailsWithTemplateLineAndColumn() {
        String template = "<img imgproxy:src='${src}' alt=''\n imgproxy:pressets='card'>";

        assertThatThrownBy(() -> process(template))
                .satisfies(failure -> located(failure, template, 2, 2))
                .hasStackTraceContaining(
                        "<img>: imgproxy:pressets is not an attribute of imgproxy4j; did you mean imgproxy:preset?");
    }

    @Test
    void aBadOptionFailsWithTheLineAndColumnOfItsAttribute() {
        String template = "<img imgproxy:src='${src}' alt=''\n  imgproxy:quality='101'>";

        assertThatThrownBy(() -> process(template))
                .satisfies(failure -> located(failure, template, 2, 3))
                .hasStackTraceContaining("<img>: quality [101] must be from 0 to 100");
    }

    @Test
    void anAttributeWithoutSourceOrOnAnotherElementFails() {
        assertThatThrownBy(() -> process("<img imgproxy:preset='card' alt=''>"))
                .hasStackTraceContaining("<img>: src [] must name the source of the image");
        assertThatThrownBy(() -> process("<div data-imgproxy-src='${src}'></div>"))
                .hasStackTraceContaining(
                        "<div data-imgproxy-src> [${src}] is allowed only on an <img>, <picture>, <source> or <link>");
        assertThatThrownBy(() -> process("<style imgproxy:script></style>"))
                .hasStackTraceContaining("<style imgproxy:script> [null] is allowed only on a <script>");
    }

    @Test
    void aPictureHandsItsSourceAndOptionsToTheImageInside() {
        String template = "<picture class='wide' imgproxy:src='${src}' imgproxy:preset='card'>"
                + "<img src='sample.jpg' th:alt=\"'A cat'\"></picture>";

        assertThat(process(template)).isEqualTo("<picture class='wide'>" + card + "</picture>");
    }

    @Test
    void theImageOfAPictureRefinesWhatThePictureSays() {
        assertThat(image("<picture imgproxy:src='${src}' imgproxy:quality='50'>"
                                + "<img imgproxy:quality='70' imgproxy:dpr='${nothing}' alt=''></picture>")
                        .attr("data-imgproxy-src"))
                .contains("/q:70/");
    }

    @Test
    void formatsMayStandOnTheImageOfAPlainPicture() {
        Element picture = Jsoup.parseBodyFragment(
                        process("<picture><img imgproxy:src='${src}' imgproxy:formats='avif,webp' alt=''></picture>"))
                .selectFirst("picture");

        assertThat(picture.children()).extracting(Element::tagName).containsExactly("source", "source", "img");
    }

    @Test
    void sourcesOfAPictureMayBeMadeByTheStandardDialect() {
        String template = "<picture imgproxy:src='${src}'><source th:each=\"w : ${ {300, 600} }\" th:if='${w > 300}'"
                + " th:attr='media=|(max-width: ${w}px)|' imgproxy:resize='|fill:${w}:${w}|' srcset='sample.jpg'>"
                + "<source media='print' srcset='plain.jpg'><img src='sample.jpg' alt=''></picture>";
        Elements sources = Jsoup.parseBodyFragment(process(template)).select("picture > source");

        assertThat(sources.eachAttr("media")).containsExactly("(max-width: 600px)", "print");
        assertThat(sources.get(0).attr("data-imgproxy-srcset")).contains("/rs:fill:600:600/");
        assertThat(sources.get(1).outerHtml()).isEqualTo("<source media=\"print\" srcset=\"plain.jpg\">");
    }

    @Test
    void aPictureElementWithoutOurAttributesIsUnchanged() {
        String plain = "<picture><source srcset=\"a.webp\" type=\"image/webp\"><img src=\"a.jpg\" alt=\"\"></picture>";

        assertThat(process(plain)).isEqualTo(plain);
    }

    @Test
    void aSourceWithoutAMediaQueryFailsWithItsPlace() {
        String template = "<picture imgproxy:src='${src}'>\n <source imgproxy:quality='40'><img alt=''></picture>";

        assertThatThrownBy(() -> process(template))
                .satisfies(failure -> located(failure, template, 2, 2))
                .hasStackTraceContaining("<source>: media [not set] must be a media query");
    }

    @Test
    void theExpressionObjectGivesUrls() {
        assertThat(process("<a th:href=\"${#imgproxy.url(src, 'card').cached}\""
                        + " th:title=\"${#imgproxy.image(src).preset('card').urls().key()}\""
                        + " th:data-own=\"${#imgproxy.url(src).path}\" th:text=\"${#imgproxy.url(src, 'card')}\"></a>"))
                .isEqualTo("<a href=\"https://images.example.com/b4786f62c8b93bab749c5f67e2b256d4\""
                        + " title=\"b4786f62c8b93bab749c5f67e2b256d4\" data-own=\"/bG9jYWw6Ly8vcGhvdG9zL2NhdC5qcGc\">"
                        + "https://images.example.com/b4786f62c8b93bab749c5f67e2b256d4</a>");
        assertThatThrownBy(() -> process("<a th:href='${#imgproxy.url(nothing)}'></a>"))
                .rootCause()
                .hasMessage("src [] must name the source of the image");
    }

    @Test
    void theScriptNeedsNoWebApplicationWhereItsUrlIsGiven() {
        assertThat(process("<script src='sample.js' type='module' imgproxy:script=\"'/auto.js'\" nonce='n'></script>"))
                .isEqualTo("<script type=\"module\" src=\"/auto.js\" nonce=\"n\"></script>");
        assertThatThrownBy(() -> process("<script imgproxy:script></script>"))
                .hasStackTraceContaining("<script>: src [] must be given if the webjar imgproxy4j-js is not deployed");
    }

    @Test
    void withHiddenErrorsAPictureRetainsItsValidParts() {
        Templates hidden = new Templates(new ImgproxyDialect(Imgproxy.builder()
                .allowUnsigned(true)
                .onError(TemplateErrorMode.OMIT)
                .build()));
        String template = "<picture imgproxy:src='${src}'><source media='print' imgproxy:quality='40'>"
                + "<img imgproxy:preset='hero' alt=''></picture>";

        assertThat(Jsoup.parseBodyFragment(hidden.process(template, variables)).select("picture > *"))
                .extracting(Element::tagName)
                .containsExactly("source");
    }

    @Test
    void manyThreadsMayRenderOneTemplate() throws Exception {
        String template = "<picture imgproxy:src='${src}' imgproxy:quality='${quality}'>"
                + "<source media='print' imgproxy:dpr='2'><img th:alt='${alt}'></picture>";
        ExecutorService visitors = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> visits = IntStream.range(0, 200)
                    .<Callable<String>>mapToObj(n -> () -> templates.process(template, visit(n)))
                    .toList();
            List<Future<String>> pages = visitors.invokeAll(visits);
            for (int n = 0; n < pages.size(); n++) {
                assertThat(pages.get(n).get()).isEqualTo(templates.process(template, visit(n)));
                assertThat(pages.get(n).get()).contains("alt=\"" + n + "\"");
            }
        } finally {
            visitors.shutdownNow();
        }
    }

    private static Map<String, Object> visit(int n) {
        return Map.of("src", "local:///" + n + ".jpg", "alt", n, "quality", n % 2 == 0 ? "" : n % 100);
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
