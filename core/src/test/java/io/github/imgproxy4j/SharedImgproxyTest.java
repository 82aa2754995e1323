package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedImgproxyTest {
    private final Scope scope = new Scope();

    @Test
    void isMadeOnceFromContextParams() {
        scope.params.putAll(Map.of(
                "imgproxy.key", "736563726574",
                "imgproxy.salt", "68656C6C6F",
                "imgproxy.presets", "card=rs:fill:300:200/q:80, hero = w:1200",
                "imgproxy.fallback", "script",
                "log4j.level", "not ours"));

        Imgproxy imgproxy = SharedImgproxy.in(scope);

        assertThat(SharedImgproxy.in(scope)).isSameAs(imgproxy);
        assertThat(imgproxy.presetNames()).containsExactlyInAnyOrder("card", "hero");
        assertThat(imgproxy.image("local:///a").urls().proxy()).startsWith("/shop/img/");
        assertThat(imgproxy.image("local:///a").img().attributes()).doesNotContainKey("onerror");
    }

    @Test
    void anAppMayBringItsOwn() {
        Imgproxy own = Imgproxy.builder().allowUnsigned(true).build();
        scope.attributes.put(SharedImgproxy.ATTRIBUTE, own);

        assertThat(SharedImgproxy.in(scope)).isSameAs(own);
    }

    @Test
    void allProblemsAreReportedTogether() {
        scope.params.putAll(Map.of(
                "imgproxy.key", "xy",
                "imgproxy.salt", "68656C6C6F",
                "imgproxy.proxy-url", "img",
                "imgproxy.presets", "card=q:101"));

        assertThatThrownBy(() -> SharedImgproxy.in(scope))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        exception -> assertThat(exception.problems())
                                .hasSize(3)
                                .anySatisfy(problem ->
                                        assertThat(problem).startsWith("context-param imgproxy.key: key [***]"))
                                .anySatisfy(problem -> assertThat(problem).contains("proxy URL [img] must be a path"))
                                .anySatisfy(problem -> assertThat(problem).contains("quality [101]")));
    }

    @Test
    void missingKeysStopTheStart() {
        assertThatThrownBy(() -> SharedImgproxy.in(scope))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("IMGPROXY_KEY")
                .hasMessageContaining("imgproxy.allow-unsigned=true");
    }

    private static final class Scope implements SharedImgproxy.ApplicationScope {
        final Map<String, Object> attributes = new HashMap<>();
        final Map<String, String> params = new HashMap<>();

        @Override
        public Object attribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }

        @Override
        public Iterable<String> initParameterNames() {
            return params.keySet();
        }

        @Override
        public String initParameter(String name) {
            return params.get(name);
        }

        @Override
        public Iterable<String> resourcePaths(String folder) {
            return Set.of();
        }

        @Override
        public String contextPath() {
            return "/shop";
        }
    }
}
