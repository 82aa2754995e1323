package io.github.imgproxy4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imgproxy4j.testing.MarkupCases.Kind;
import io.github.imgproxy4j.testing.MarkupCases.MarkupCase;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Test;

/** The table of markup holds HTML that the Nu checker, which knows the HTML standard, has no error for. */
class ValidMarkupTest {
    /** Cases in which the author's own values are no HTML. */
    private static final Set<String> INVALID_BY_AUTHOR = Set.of(
            // No HTML expresses a carriage return without a parse error; the one that is printed keeps it.
            "characters that HTML forbids are replaced",
            // Frameworks read attributes that HTML does not know.
            "attributes of HTML, of frameworks and of scripts pass through",
            // A media query that is none.
            "hostile texts in a picture stay inside their values");

    private final StringBuilder page = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>All cases</title>
            """);
    private final List<String> namesByLine = new ArrayList<>(List.of("", "page", "page", "page", "page", "page"));

    @Test
    void theCheckerFindsNoErrorInAnyCase() throws Exception {
        printed().filter(ValidMarkupTest::isOfTheHead).forEach(markup -> add(markup.name(), markup.html()));
        add("page", "</head>\n<body>");
        printed().filter(markup -> !isOfTheHead(markup)).forEach(markup -> add(markup.name(), markup.html()));
        add("page", "</body>\n</html>");

        assertThat(errors()).isEmpty();
    }

    @Test
    void theCheckerFindsNoErrorInAnyRecipe() throws Exception {
        add("page", "</head>\n<body>");
        Recipes.expected().forEach(this::add);
        add("page", "</body>\n</html>");

        assertThat(errors()).isEmpty();
    }

    @Test
    void theCheckerSeesWhatIsWrong() throws Exception {
        add("page", "</head>\n<body>");
        add("no alternative text", "<img src=\"a\">");
        add("no sizes", "<img src=\"a\" srcset=\"a 300w\" alt=\"\">");
        add("a made-up attribute", "<img src=\"a\" alt=\"\" imgproxy-src=\"b\">");
        add("page", "</body>\n</html>");

        assertThat(errors())
                .hasSize(3)
                .anyMatch(error -> error.startsWith("no alternative text: "))
                .anyMatch(error -> error.startsWith("no sizes: "))
                .anyMatch(error -> error.startsWith("a made-up attribute: "));
    }

    private static Stream<MarkupCase> printed() {
        return MarkupCases.all().filter(markup -> markup.html() != null && !INVALID_BY_AUTHOR.contains(markup.name()));
    }

    private static boolean isOfTheHead(MarkupCase markup) {
        return markup.kind() == Kind.PRELOAD || markup.kind() == Kind.SCRIPT;
    }

    private void add(String name, String html) {
        page.append(html).append('\n');
        html.lines().forEach(line -> namesByLine.add(name));
        if (html.isEmpty()) {
            namesByLine.add(name);
        }
    }

    private List<String> errors() throws Exception {
        EmbeddedValidator checker = new EmbeddedValidator();
        checker.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
        List<String> errors = new ArrayList<>();
        try (InputStream html = new ByteArrayInputStream(page.toString().getBytes(StandardCharsets.UTF_8))) {
            for (JsonNode message :
                    new ObjectMapper().readTree(checker.validate(html)).required("messages")) {
                if (!message.required("type").asText().equals("info")) {
                    errors.add(namesByLine.get(message.path("lastLine").asInt()) + ": "
                            + message.required("message").asText());
                }
            }
        }
        return errors;
    }
}
