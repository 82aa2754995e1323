package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.embedded.internal.options.OptionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void everyOptionThatIsRefusedIsListedAndNoOther() throws Exception {
        String text = Files.readString(Path.of("README.md"));
        int start = text.indexOf("### Refused");
        String section = text.substring(start, text.indexOf("\n## ", start));

        assertThat(Pattern.compile("`([a-z_]+)`").matcher(section).results().map(result -> result.group(1)))
                .containsExactlyInAnyOrderElementsOf(OptionReader.refusedNames());
        assertThat(OptionReader.refusedNames()).doesNotContainAnyElementsOf(OptionReader.names());
    }

    /** Every option that core can write is done here or refused by its name. */
    @Test
    void nothingThatCoreCanWriteIsUnknown() throws Exception {
        List<String> known = new ArrayList<>(OptionReader.names());
        known.addAll(OptionReader.refusedNames());

        // The separator of Pro's pipelines is no option.
        for (String name : namesInCore()) {
            assertThat(known).contains(name);
        }
    }

    private static List<String> namesInCore() throws Exception {
        return Pattern.compile("(?m)^\\| `([a-z_-]+)` \\|")
                .matcher(Files.readString(Path.of("../docs/options.md")))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void everyOptionIsListed() throws Exception {
        String text = Files.readString(Path.of("README.md"));

        for (String name : OptionReader.names()) {
            assertThat(text).contains("`" + name + "`");
        }
    }
}
