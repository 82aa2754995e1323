package io.github.imgproxy4j.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackScriptTest {
    private final Imgproxy imgproxy = Imgproxy.builder().allowUnsigned(true).build();
    private final Scope scope = new Scope();

    @Test
    void theScriptIsInTheNewestWebjarThatTheApplicationServes() {
        scope.folders.put("/webjars/imgproxy4j/", List.of("/webjars/imgproxy4j/0.2.0/", "/webjars/imgproxy4j/0.1.0/"));
        scope.folders.put("/webjars/imgproxy4j/0.1.0/", List.of("/webjars/imgproxy4j/0.1.0/auto.js"));
        scope.folders.put(
                "/webjars/imgproxy4j/0.2.0/",
                List.of("/webjars/imgproxy4j/0.2.0/index.js", "/webjars/imgproxy4j/0.2.0/auto.js"));

        assertThat(url(Map.of())).isEqualTo("/shop/webjars/imgproxy4j/0.2.0/auto.js");
    }

    @Test
    void theWebjarIsLookedForOnce() {
        scope.folders.put("/webjars/imgproxy4j/", List.of("/webjars/imgproxy4j/0.1.0/"));
        scope.folders.put("/webjars/imgproxy4j/0.1.0/", List.of("/webjars/imgproxy4j/0.1.0/auto.js"));
        String url = url(Map.of());
        scope.folders.clear();

        assertThat(url(Map.of())).isEqualTo(url);
    }

    @Test
    void aFolderWithoutTheFileIsNoWebjar() {
        scope.folders.put("/webjars/imgproxy4j/", List.of("/webjars/imgproxy4j/0.1.0/"));

        assertThatThrownBy(() -> url(Map.of())).hasMessageContaining("imgproxy4j-js is not deployed");
    }

    @Test
    void theUrlThatIsSetMustBeOne() {
        assertThatThrownBy(() -> Imgproxy.builder().scriptUrl("javascript:alert(1)"))
                .isInstanceOf(ImgproxyException.class)
                .hasMessageStartingWith("script URL [javascript:alert(1)] must be a path that begins with /");
    }

    private String url(Map<String, String> attributes) {
        List<Element> script = FallbackScript.of(imgproxy, scope, attributes);
        assertThat(script).hasSize(1);
        return script.get(0).attributes().get("src");
    }

    private static final class Scope implements SharedImgproxy.ApplicationScope {
        final Map<String, Object> attributes = new HashMap<>();
        final Map<String, List<String>> folders = new HashMap<>();

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
            return List.of();
        }

        @Override
        public String initParameter(String name) {
            return null;
        }

        @Override
        public Iterable<String> resourcePaths(String folder) {
            return folders.getOrDefault(folder, List.of());
        }

        @Override
        public String contextPath() {
            return "/shop";
        }
    }
}
