package io.github.imgproxy4j.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.HtmlPrinter;
import io.github.imgproxy4j.html.InlineFallback;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.template.ImageAttributes;
import io.github.imgproxy4j.testing.MarkupCases;
import io.github.imgproxy4j.testing.MarkupCases.Kind;
import io.github.imgproxy4j.testing.MarkupCases.MarkupCase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table that the JSP tags follow as well. */
class MarkupCasesTest {
    /** These elements write some attributes themselves; in a template they are the prototype and give way. */
    private static final Map<Kind, String> PROTOTYPE = Map.of(Kind.PRELOAD, "rel", Kind.SCRIPT, "type");

    static Stream<MarkupCase> cases() {
        return MarkupCases.all()
                .filter(markup -> !markup.attributes().containsKey(PROTOTYPE.getOrDefault(markup.kind(), "none")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void expressionsYieldTheHtmlOfTheTable(MarkupCase markup) {
        check(markup, false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plainAttributesYieldTheHtmlOfTheTable(MarkupCase markup) {
        check(markup, true);
    }

    static Stream<String> hostileTexts() {
        return MarkupCases.hostileTexts();
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileTextsStayInsideTheirAttributes(String text) {
        Imgproxy imgproxy = Imgproxy.builder().allowUnsigned(true).build();
        String html = new Templates(new ImgproxyDialect(imgproxy))
                .process("""
                <main>
                  <picture imgproxy:src="${source}">
                    <source imgproxy:src="${source}" th:attr="media=${text}" th:data-x="${text}">
                    <img th:alt="${text}" th:title="${text}" th:data-x="${text}">
                  </picture>
                  <link imgproxy:src="${source}" th:attr="media=${text}">
                  <a th:with="image=${#imgproxy.url(source)}" th:data-x="${image.cached}" th:title="${text}"></a>
                  <script imgproxy:script="${text}" th:attr="nonce=${text}"></script>
                </main>
                """, Map.of("text", text, "source", "local:///" + MarkupCases.withoutForbidden(text)));
        Element main = Jsoup.parseBodyFragment(html).selectFirst("main");

        assertThat(main.getAllElements())
                .extracting(Element::tagName)
                .containsExactly("main", "picture", "source", "img", "link", "a", "script");
        assertThat(List.of(
                        main.selectFirst("source").attr("media"),
                        main.selectFirst("source").attr("data-x"),
                        main.selectFirst("img").attr("alt"),
                        main.selectFirst("img").attr("title"),
                        main.selectFirst("img").attr("data-x"),
                        main.selectFirst("link").attr("media"),
                        main.selectFirst("script").attr("src"),
                        main.selectFirst("script").attr("nonce")))
                .containsOnly(MarkupCases.withoutForbidden(text));
        assertThat(main.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()))
                .filteredOn(attribute -> attribute.getKey().startsWith("on"))
                .allMatch(attribute -> attribute.getValue().equals(InlineFallback.SCRIPT));
    }

    private static void check(MarkupCase markup, boolean plain) {
        Imgproxy imgproxy = Imgproxy.of(Settings.read(SettingsSource.of("case", markup.settings())), "/img");
        Templates templates = new Templates(new ImgproxyDialect(imgproxy));
        String template = template(markup, plain);
        Map<String, Object> variables = Map.of("input", markup.attributes(), "sources", markup.sources());

        if (markup.html() == null) {
            assertThatThrownBy(() -> templates.process(template, variables))
                    .satisfies(failure -> checkRefusal(failure, markup));
        } else if (markup.kind() == Kind.URL) {
            checkLink(templates.process(template, variables), markup.html());
        } else {
            assertThat(templates.process(template, variables)).isEqualTo(markup.html());
        }
    }

    private static void checkRefusal(Throwable failure, MarkupCase markup) {
        Throwable refusal = failure;
        while (!(refusal instanceof ImgproxyException)) {
            refusal = refusal.getCause();
        }
        assertThat(refusal).hasMessageStartingWith(markup.error());
        if (markup.kind() != Kind.URL) {
            assertThat(Templates.innermost(failure).getMessage())
                    .matches(message -> message.matches("(?s)<(img|source|link|script)>: .*"))
                    .contains(">: " + markup.error());
        }
    }

    /** Thymeleaf prints no empty attributes, so only the values are compared. */
    private static void checkLink(String html, String expected) {
        List<Element> links = Jsoup.parseBodyFragment(html).select("a");
        List<Element> expectedLinks = Jsoup.parseBodyFragment(expected).select("a");

        assertThat(links).hasSameSizeAs(expectedLinks);
        for (Element link : links) {
            MarkupCases.URL_ATTRIBUTES
                    .keySet()
                    .forEach(name -> assertThat(link.attr(name))
                            .isEqualTo(expectedLinks.get(0).attr(name)));
        }
    }

    private static String template(MarkupCase markup, boolean plain) {
        Map<String, String> attributes = markup.attributes();
        String ours = ours(attributes, "input");
        String others = others(attributes, "input", plain);
        return switch (markup.kind()) {
            case IMG -> "<img" + ours + others + ">";
            case PICTURE ->
                IntStream.range(0, markup.sources().size())
                        .mapToObj(i -> "<source"
                                + ours(markup.sources().get(i), "sources[" + i + "]")
                                + others(markup.sources().get(i), "sources[" + i + "]", plain) + ">")
                        .collect(Collectors.joining("", "<picture" + ours + ">", "<img" + others + "></picture>"));
            case PRELOAD -> "<link" + ours + others + ">";
            case URL ->
                MarkupCases.URL_ATTRIBUTES.entrySet().stream()
                        .map(entry -> " th:" + entry.getKey() + "=\"${image." + entry.getValue() + "}\"")
                        .collect(Collectors.joining(
                                "",
                                "<th:block th:with=\"image=${#imgproxy.urlOf(input)}\"><a th:if=\"${image != null}\"",
                                "></a></th:block>"));
            case SCRIPT -> "<script imgproxy:script=\"${input['src']}\"" + others + "></script>";
        };
    }

    private static String ours(Map<String, String> attributes, String variable) {
        return attributes.keySet().stream()
                .filter(MarkupCasesTest::isOurs)
                .map(name -> " imgproxy:" + name + "=\"${" + variable + "['" + name + "']}\"")
                .collect(Collectors.joining());
    }

    private static String others(Map<String, String> attributes, String variable, boolean plain) {
        return attributes.entrySet().stream()
                .filter(attribute -> !isOurs(attribute.getKey()))
                .map(attribute -> other(attribute.getKey(), attribute.getValue(), variable, plain))
                .collect(Collectors.joining());
    }

    private static String other(String name, String value, String variable, boolean plain) {
        // Thymeleaf itself refuses text from variables in handlers.
        return plain || name.startsWith("on")
                ? " " + name + "=\"" + HtmlPrinter.escape(value) + "\""
                : " th:" + name + "=\"${" + variable + "['" + name + "']}\"";
    }

    private static boolean isOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(ImageAttributes.SOURCE) || ImageAttributes.OPTIONS.contains(lower);
    }
}
