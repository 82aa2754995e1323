package io.github.imgproxy4j.filter.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispositionTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "inline; filename=\"cat.webp\"              | inline; filename=\"cat.webp\"",
                "attachment; filename=\"cat.webp\"          | attachment; filename=\"cat.webp\"",
                "ATTACHMENT; FILENAME=cat.webp; x=y         | attachment; filename=\"cat.webp\"",
                "inline                                     | inline",
                "form-data; name=x                          | inline",
                "inline; filename=\"a b (1).png\"           | inline; filename=\"a b (1).png\"",
                "inline; filename=\"../../etc/passwd.png\"  | inline; filename=\"_.._etc_passwd.png\"",
                "inline; filename=\"C:\\\\x.png\"           | inline; filename=\"C__x.png\"",
                "inline; filename=\"a\\\"; x=\\\"b.png\"    | inline; filename=\"a__ x=_b.png\"",
                "inline; filename=\"?v=1\"                  | inline; filename=\"_v=1\"",
                "inline; filename=\"a%22b.png\"             | inline; filename=\"a_22b.png\"",
                "inline; filename=\"\"                      | inline",
            })
    void nothingStaysThatAClientCouldReadDifferently(String upstream, String client) {
        assertThat(Disposition.sanitised(upstream)).isEqualTo(client);
    }

    @Test
    void otherScriptsAreWrittenTwice() {
        String latin = new String("Käse.png".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(Disposition.sanitised("inline; filename=\"" + latin + "\""))
                .isEqualTo("inline; filename=\"K_se.png\"; filename*=UTF-8''K%C3%A4se.png");
    }

    @Test
    void controlCharactersAndLengthAreTaken() {
        assertThat(Disposition.sanitised("inline; filename=\"a\u0001\u202Eb.png\""))
                .doesNotContain("\u0001")
                .doesNotContain("%E2%80%AE");
        assertThat(Disposition.sanitised("inline; filename=\"" + "x".repeat(900) + ".png\""))
                .hasSizeLessThan(200)
                .endsWith(".png\"");
        assertThat(Disposition.sanitised("attachment; filename=\"" + "\\\"".repeat(50_000)))
                .isEqualTo("inline");
        assertThat(Disposition.sanitised(null)).isNull();
    }
}
