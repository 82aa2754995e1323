package io.github.imgproxy4j.thymeleaf.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.testing.SourceRegions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;

/** The examples of the module's README. */
class ReadmeTest {
    @Test
    void theTemplateYieldsAPicture() throws Exception {
        Imgproxy imgproxy = Imgproxy.builder()
                .key("01")
                .salt("02")
                .preset("card", "rs:fill:300:200/q:80")
                .build();
        String template =
                SourceRegions.of(Path.of("src/test/documentation/photo.html")).get("photo");
        Map<String, Object> model = Map.of("photo", Map.of("url", "local:///cat.jpg", "title", "A cat"));

        assertThat(DialectExample.engine(imgproxy).process(template, new Context(Locale.ROOT, model)))
                .startsWith("<img src=\"/img/cache/")
                .contains(" 2x\"", "width=\"300\" height=\"200\" alt=\"A cat\" loading=\"lazy\"");
    }
}
