package io.github.imgproxy4j.cli.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.option.OptionName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionWordsTest {
    @ParameterizedTest
    @EnumSource
    void everyOptionHasNamesForItsArguments(OptionName option) {
        assertThat(new OptionWords().labels(option)).isNotEmpty().doesNotContain("value+");
    }
}
