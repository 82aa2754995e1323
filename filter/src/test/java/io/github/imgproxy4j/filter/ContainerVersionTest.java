package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.Container;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The build runs the tests with this tag twice, with containers of different versions. */
@Tag("container")
class ContainerVersionTest {
    @ParameterizedTest
    @EnumSource
    void testsRunInTheVersionThatTheBuildNames(Container container) {
        String wanted = System.getProperty("container." + container.name().toLowerCase(Locale.ROOT));

        assertThat(container.version()).startsWith(wanted == null ? "1" : wanted);
    }
}
