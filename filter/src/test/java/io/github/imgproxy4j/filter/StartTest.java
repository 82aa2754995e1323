package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.testing.Container;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told when the filter cannot start, by init-params in each container. */
@Tag("container")
class StartTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void wrongValuesAndNamesAreReportedTogether(Container container) throws Exception {
        List<String> problems = problems(
                container,
                Map.of(
                        "imgproxy.memory-size", "much",
                        "imgproxy.concurrent-fetches", "0",
                        "imgproxy.freshness", "sometimes",
                        "imgproxy.cash-url", "https://images.example.com"));

        assertThat(problems).hasSize(6);
        assertThat(problems).anyMatch(text -> text.startsWith("init-param imgproxy.memory-size [much] must be"));
        assertThat(problems).anyMatch(text -> text.startsWith("init-param imgproxy.concurrent-fetches [0] must be"));
        assertThat(problems).anyMatch(text -> text.startsWith("init-param imgproxy.freshness [sometimes] must be"));
        assertThat(problems).anyMatch(text -> text.startsWith("init-param imgproxy.cash-url is not a setting"));
    }

    @ParameterizedTest
    @EnumSource
    void missingAndContradictoryValuesAreReportedTogether(Container container) throws Exception {
        Path noFolder = Files.writeString(folder.resolve("file"), "x");

        List<String> problems = problems(
                container,
                Map.of(
                        "imgproxy.key", "736563726574",
                        "imgproxy.cache-url", "no url",
                        "imgproxy.store-dir", noFolder.toString()));

        assertThat(problems).anyMatch(text -> text.contains("imgproxy.salt"));
        assertThat(problems).anyMatch(text -> text.contains("imgproxy.cache-url"));
        assertThat(problems).anyMatch(text -> text.startsWith("imgproxy.url [not set] must be the URL of imgproxy"));
        assertThat(problems).anyMatch(text -> text.contains("init-param imgproxy.store-dir [" + noFolder + "]"));
        assertThat(problems).noneMatch(text -> text.contains("736563726574"));
    }

    @ParameterizedTest
    @EnumSource
    void valuesThatAreWrongHideNothingThatIsMissing(Container container) throws Exception {
        List<String> problems = problems(
                container,
                Map.of(
                        "imgproxy.memory-size", "much",
                        "imgproxy.presets", "card",
                        "imgproxy.public-presets", "card 1x"));

        assertThat(problems).hasSize(4);
        assertThat(problems).anyMatch(text -> text.startsWith("init-param imgproxy.memory-size [much] must be"));
        assertThat(problems).anyMatch(text -> text.startsWith("init-param imgproxy.presets [card] must be"));
        assertThat(problems).anyMatch(text -> text.startsWith("imgproxy.key and imgproxy.salt [not set] must be set"));
        assertThat(problems).anyMatch(text -> text.startsWith("imgproxy.url [not set] must be the URL of imgproxy"));
    }

    @ParameterizedTest
    @EnumSource
    void valueThatIsWrongDoesNotCountAsMissing(Container container) throws Exception {
        List<String> problems =
                problems(container, Map.of("imgproxy.url", "nowhere", "imgproxy.allow-unsigned", "true"));

        assertThat(problems).singleElement().asString().startsWith("init-param imgproxy.url [nowhere] must be");
    }

    /** Starts an app that goes on without its filter. */
    private static List<String> problems(Container container, Map<String, String> initParams) throws Exception {
        Recording recording = new Recording();
        try (Container.Running running = container.run("/shop", context -> {
            FilterRegistration.Dynamic registration = context.addFilter("imgproxy", recording);
            registration.setInitParameters(initParams);
            registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/img/*");
        })) {
            assertThat(running.port()).isPositive();
        }
        return recording.problems;
    }

    private static final class Recording implements Filter {
        private final Filter tried = new ImgproxyFilter();
        private final List<String> problems = new ArrayList<>();

        @Override
        public void init(FilterConfig config) throws ServletException {
            try {
                tried.init(config);
            } catch (SettingsException refused) {
                problems.addAll(refused.problems());
            }
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}

        @Override
        public void destroy() {
            tried.destroy();
        }
    }
}
