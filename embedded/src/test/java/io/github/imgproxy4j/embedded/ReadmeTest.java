package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void everySettingIsListed() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("README.md"));

        for (Setting<?> setting : new EmbeddedSettings().settings()) {
            assertThat(lines)
                    .anyMatch(
                            line -> line.startsWith("| `" + setting.key() + "` | `" + setting.environmentName() + "`"));
        }
    }

    @Test
    void everyOptionIsListed() throws Exception {
        String text = Files.readString(Path.of("README.md"));

        for (String name : OptionReader.names()) {
            assertThat(text).contains("`" + name + "`");
        }
    }
}
