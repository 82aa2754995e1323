package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
    @ParameterizedTest
    @ValueSource(strings = {"<%%-- %s --%%>", "<!--/* %s */-->", "<!-- %s -->", "// %s"})
    void theLinesBetweenTheMarksAreShownInEveryLanguage(String comment) {
        String begin = comment.formatted("shown: A card");
        String end = comment.formatted("shown: end");
        String text = "before\n  " + begin + "\n    <img\n      src>\n  " + end + "\nbehind\n";

        assertThat(Excerpt.of("page.jsp", text).values())
                .containsExactly(new Excerpt("A card", "page.jsp", 3, 4, "<img\n  src>"));
    }

    @Test
    void theNextMarkEndsAnExcerptAsWell() {
        assertThat(Excerpt.of("a.js", "// shown: A\na\n// shown: B\nb\n// shown: end\n")
                        .values())
                .containsExactly(new Excerpt("A", "a.js", 2, 2, "a"), new Excerpt("B", "a.js", 4, 4, "b"));
    }

    @Test
    void anExcerptWithoutAnEndIsNamed() {
        assertThatThrownBy(() -> Excerpt.of("a.js", "// shown: A\na\n"))
                .hasMessage("a.js does not end what is shown as \"A\"");
    }

    @Test
    void thePlaceNamesFileAndLines() {
        assertThat(new Excerpt("A", "a.js", 2, 2, "").place()).isEqualTo("a.js, line 2");
        assertThat(new Excerpt("A", "a.js", 2, 4, "").place()).isEqualTo("a.js, lines 2 to 4");
    }
}
