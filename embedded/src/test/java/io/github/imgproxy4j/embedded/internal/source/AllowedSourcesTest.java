package io.github.imgproxy4j.embedded.internal.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedSourcesTest {
    private final AllowedSources some =
            new AllowedSources(List.of("local:///photos/", "https://*.example.com/", "http://10.0.0.1/a.b"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local:///photos/a.jpg",
                "https://img.example.com/a.jpg",
                "https://.example.com/",
                "http://10.0.0.1/a.b?c"
            })
    void aListedPrefixIsAllowed(String url) {
        assertThatCode(() -> some.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "local:///other/a.jpg",
                "https://evil.test/.example.com/",
                "https://img.example.com.evil.test/",
                "http://10.0.0.1/aXb",
                " local:///photos/a.jpg"
            })
    void anythingElseIsRefused(String url) {
        assertThatExceptionOfType(ProcessingException.class).isThrownBy(() -> some.check(url));
        assertThatCode(() -> new AllowedSources(List.of()).check(url)).doesNotThrowAnyException();
    }
}
