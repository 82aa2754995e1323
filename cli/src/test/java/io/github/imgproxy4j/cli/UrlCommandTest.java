package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import org.junit.jupiter.api.Test;

class UrlCommandTest {
    private final Shell shell = Shell.withKey()
            .with("IMGPROXY4J_PROXY_URL", "https://shop.example/img")
            .with("IMGPROXY4J_CACHE_URL", "https://cdn.example")
            .with("IMGPROXY4J_PRESETS", "card=rs:fill:300:200/q:80");

    @Test
    void printsWhatTagsPrint() {
        String path = shell.run(
                        "url", "local:///cat.jpg", "-o", "rs:fill:300:200/q:80", "-f", "webp", "--print", "path")
                .out()
                .strip();
        String key = shell.run("key", path).out().strip();

        assertThat(shell.run("url", "local:///cat.jpg", "-o", "rs:fill:300:200/q:80", "-f", "webp")
                        .lines())
                .containsExactly(
                        "cached https://cdn.example/" + key,
                        "proxy  https://shop.example/img" + path,
                        "path   " + path,
                        "key    " + key);
    }

    @Test
    void presetIsTheSameAsItsOptions() {
        Result preset = shell.run("url", "local:///cat.jpg", "--preset", "card");

        assertThat(preset).isEqualTo(shell.run("url", "local:///cat.jpg", "--options", "rs:fill:300:200/q:80"));
        assertThat(preset.status()).isZero();
    }

    @Test
    void everythingWrongIsRefusedBeforeAnythingIsPrinted() {
        Result preset = shell.run("url", "local:///cat.jpg", "--preset", "crad");
        Result option = shell.run("url", "local:///cat.jpg", "-o", "q:101");
        Result source = shell.run("url", "local:///cat.jpg", "");
        Result part = shell.run("url", "local:///cat.jpg", "--print", "everything");

        assertThat(preset.err()).contains("preset [crad] must be one of [card]");
        assertThat(option.err()).contains("quality [101]");
        assertThat(source.err()).contains("source [] must not be empty");
        assertThat(part.err()).contains("--print", "CACHED, PROXY, PATH, KEY");
        assertThat(new Result[] {preset, option, source, part})
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(2))
                .allSatisfy(result -> assertThat(result.out()).isEmpty());
    }
}
