package io.github.imgproxy4j.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.Recipes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The snippets of the documentation. */
class RecipesTest {
    private final Templates templates = new Templates(
            new ImgproxyDialect(Imgproxy.of(Settings.read(SettingsSource.of("recipe", Recipes.SETTINGS)), "/img")));

    static List<String> headings() throws IOException {
        return List.copyOf(recipes().keySet());
    }

    @ParameterizedTest
    @MethodSource("headings")
    void recipesYieldTheSameHtmlAsInJsp(String heading) throws IOException {
        String html = templates.process(recipes().get(heading), Recipes.model());

        assertThat(elements(html)).isEqualTo(elements(Recipes.expected().get(heading)));
    }

    @Test
    void theTenRecipesAreThere() throws IOException {
        assertThat(recipes().keySet())
                .containsExactlyElementsOf(Stream.concat(Stream.of("Setting up"), Recipes.HEADINGS.stream())
                        .toList());
    }

    private static Map<String, String> recipes() throws IOException {
        return Recipes.snippets(Path.of("../docs/thymeleaf.md"), "html");
    }

    /** The elements as a parser sees them; the text between them is only indentation. */
    private static List<String> elements(String html) {
        return Jsoup.parse(html, Parser.xmlParser()).getAllElements().stream()
                .map(element -> element.tagName() + element.attributes().asList())
                .toList();
    }
}
