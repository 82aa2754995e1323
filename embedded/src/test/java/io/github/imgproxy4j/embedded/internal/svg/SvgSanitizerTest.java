package io.github.imgproxy4j.embedded.internal.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvgSanitizerTest {
    private static final String OPENING = "<svg xmlns=\"http://www.w3.org/2000/svg\">";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script>alert(1)</script><rect/> | <rect></rect>",
                "<g><SCRIPT><g/></SCRIPT></g> | <g></g>",
                "<rect onclick='alert(1)' width='1'/> | <rect width=\"1\"></rect>",
                "<foreignObject><p/></foreignObject><a/> | <a></a>",
                "<a href='javascript:alert(1)'>x</a> | <a>x</a>",
                "<a href='https://example.com/'>x</a> | <a>x</a>",
                "<use href='#g'/><use href='other.svg#g'/> | <use href=\"#g\"></use><use></use>",
                "<style>@import 'http://example.com/a.css';</style> | <style></style>",
                "<rect style='fill:url(http://example.com/)' x='1'/> | <rect x=\"1\"></rect>",
                "<set attributeName='href' to='javascript:alert(1)'/> | <set></set>",
                "<?run this?><text>a &lt; b &amp; c</text> | <text>a &lt; b &amp; c</text>",
                "<script/><a title='&quot;&lt;'/> | <a title=\"&quot;&lt;\"></a>",
            })
    void theHarmfulPartsAreTakenOut(String content, String left) throws Exception {
        assertThat(sanitized(OPENING + content + "</svg>")).isEqualTo(OPENING + left + "</svg>");
    }

    @Test
    void prefixesSurvive() throws Exception {
        String image = "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\">"
                + "<s:use x:href=\"#a\" xml:space=\"preserve\"></s:use>";

        assertThat(sanitized("<!DOCTYPE svg>" + image + "<s:script/></s:svg>")).isEqualTo(image + "</s:svg>");
    }

    @Test
    void aHarmlessImageStaysAsItIs() throws Exception {
        String image = "<svg xmlns='http://www.w3.org/2000/svg' ><!-- by hand --><rect  width='5'/></svg>";

        assertThat(sanitized(image)).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>",
                "<svg/>",
                "<html xmlns='http://www.w3.org/1999/xhtml'/>",
                "<script xmlns='http://www.w3.org/2000/svg'/>",
                "<!DOCTYPE svg [<!ENTITY a 'ha'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
            })
    void whatIsHarmfulAsAWholeIsRefused(String image) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> sanitized(image))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(422));
    }

    private static String sanitized(String image) throws ProcessingException {
        return new String(SvgSanitizer.sanitized(image.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
