package io.github.imgproxy4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import org.junit.jupiter.api.Test;

/** What the documentation shows does what it says. That it shows these files, DocumentationTest checks. */
class DocumentedExamplesTest {
    private final Imgproxy imgproxy = Imgproxy.builder().key("01").salt("02").build();

    @Test
    void urls() {
        assertThat(DocumentedExamples.urls(imgproxy))
                .satisfiesExactly(
                        cached -> assertThat(cached).startsWith("/img/cache/"),
                        proxy -> assertThat(proxy).startsWith("/img/").contains("/rs:fill:300:200/"));
    }

    @Test
    void densities() {
        assertThat(DocumentedExamples.densities(imgproxy)).contains(" 2x");
    }

    @Test
    void ladder() {
        assertThat(DocumentedExamples.ladder(imgproxy)).contains("sizes=", "320w", "1600w");
    }

    @Test
    void formats() {
        assertThat(DocumentedExamples.formats(imgproxy)).contains("image/avif", "image/webp");
    }

    @Test
    void artDirection() {
        assertThat(DocumentedExamples.artDirection(imgproxy)).contains("media=");
    }

    @Test
    void preload() {
        assertThat(DocumentedExamples.preload(imgproxy))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("<link rel="),
                        body -> assertThat(body).contains("fetchpriority"));
    }

    @Test
    void options() {
        assertThat(DocumentedExamples.options(imgproxy)).contains("/wm:0.5:soea:10:10:0.2/exp:1893456000/");
    }

    @Test
    void text() {
        assertThat(DocumentedExamples.text(imgproxy)).first().isEqualTo("quality [101] must be from 0 to 100");
    }

    @Test
    void builder() {
        assertThat(DocumentedExamples.builder("01", "02", "03", "04").presetNames())
                .containsExactly("card");
    }

    @Test
    void verification() {
        var urls = imgproxy.image("local:///cat.jpg").urls();

        assertThat(DocumentedExamples.verification(imgproxy, urls.signedPath().text()))
                .isEqualTo(urls.key());
    }

    @Test
    void readme() {
        assertThat(ReadmeExample.card("01", "02"))
                .startsWith("<img src=\"https://images.example.com/")
                .contains("width=\"300\"");
    }

    @Test
    void everyKindOfOption() {
        assertThat(OptionsExample.urls(imgproxy).path())
                .contains("/g:fp:0.5:0.3/")
                .endsWith(".webp");
    }
}
