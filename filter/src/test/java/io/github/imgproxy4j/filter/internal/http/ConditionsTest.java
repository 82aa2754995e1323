package io.github.imgproxy4j.filter.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static final int LARGEST_HEADERS = 1 << 20;

    @ParameterizedTest(name = "[{0}] again and again")
    @ValueSource(strings = {",", "\"", "\",\"", "W/", "\"x\",", "\\\"", "W/\"x\", ", "*,"})
    void longListsOfTagsAreReadInOnePass(String part) {
        Conditions conditions =
                new Conditions(null, null, part.repeat(LARGEST_HEADERS / part.length()), null, null, null);

        assertThat(conditions.isCurrent("\"e\"", null)).isFalse();
    }
}
