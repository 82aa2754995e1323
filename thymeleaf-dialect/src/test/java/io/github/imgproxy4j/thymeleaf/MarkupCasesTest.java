package io.github.imgproxy4j.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.ImageAttributes;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.html.HtmlPrinter;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.MarkupCases;
import io.github.imgproxy4j.testing.MarkupCases.MarkupCase;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table that the JSP tags follow as well. */
class MarkupCasesTest {
    static Stream<MarkupCase> cases() {
        return MarkupCases.all().filter(markup -> markup.kind() == MarkupCases.Kind.IMG);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void expressionsYieldTheHtmlOfTheTable(MarkupCase markup) {
        check(markup, name -> isHandler(name) ? literal(markup, name) : "th:" + name + "=\"${input['" + name + "']}\"");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plainAttributesYieldTheHtmlOfTheTable(MarkupCase markup) {
        check(markup, name -> literal(markup, name));
    }

    private static void check(MarkupCase markup, UnaryOperator<String> passedThrough) {
        String template = markup.attributes().keySet().stream()
                .map(name ->
                        isOurs(name) ? "imgproxy:" + name + "=\"${input['" + name + "']}\"" : passedThrough.apply(name))
                .collect(Collectors.joining(" ", "<img ", ">"));
        Imgproxy imgproxy = Imgproxy.of(Settings.read(SettingsSource.of("case", markup.settings())), "/img");
        Templates templates = new Templates(new ImgproxyDialect(imgproxy));
        Map<String, Object> variables = Map.of("input", markup.attributes());

        if (markup.html() != null) {
            assertThat(templates.process(template, variables)).isEqualTo(markup.html());
        } else {
            assertThatThrownBy(() -> templates.process(template, variables))
                    .extracting(Templates::innermost)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .startsWith("<img imgproxy:src>: " + markup.error());
        }
    }

    /** Thymeleaf itself refuses text from variables in handlers. */
    private static boolean isHandler(String name) {
        return name.startsWith("on");
    }

    private static String literal(MarkupCase markup, String name) {
        return name + "=\"" + HtmlPrinter.escape(markup.attributes().get(name)) + "\"";
    }

    private static boolean isOurs(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return plain.equals(ImageAttributes.SOURCE) || ImageAttributes.OPTIONS.contains(plain);
    }
}
