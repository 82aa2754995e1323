package io.github.imgproxy4j.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeSettingsTest {
    private static final Path PAGE = Path.of("../docs/serve.md");
    private static final String HEAD =
            "| Key | Environment variable | Default | Meaning |\n| --- | --- | --- | --- |\n";

    @Test
    void tableOfThePageIsThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(HEAD) + HEAD.length();
        String expected = page.substring(0, start)
                + new ServeSettings()
                        .settings().stream().map(ServeSettingsTest::row).collect(Collectors.joining())
                + page.substring(page.indexOf("\n\n", start - 1) + 1);
        if (Boolean.getBoolean("imgproxy4j.docs.write")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String row(Setting<?> setting) {
        Object value = setting.defaultValue();
        Object shown = value instanceof Optional<?> optional
                ? optional.orElseThrow()
                : value instanceof Duration duration ? duration.toSeconds() + "s" : value;
        return "| `" + setting.key() + "` | `" + setting.environmentName() + "` | "
                + (shown == null ? "" : "`" + shown + "` ") + "| " + setting.description() + " |\n";
    }

    @ParameterizedTest
    @CsvSource({
        ":8080, http://0.0.0.0:8080/",
        "8080, http://0.0.0.0:8080/",
        "0.0.0.0:80, http://0.0.0.0:80/",
        "127.0.0.1:8080, http://127.0.0.1:8080/",
        "[::1]:8080, http://[::1]:8080/",
        "images.internal:65535, http://images.internal:65535/",
    })
    void addressesAreReadAsImgproxyReadsThem(String text, String url) {
        BindAddress bind = BindAddress.parse(text);

        assertThat(bind.url(bind.port(), "/")).isEqualTo(url);
        assertThat(bind.socket().getPort()).isEqualTo(bind.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", ":", "127.0.0.1", ":65536", ":-1", "::1:80", "/run/socket", "a b:80"})
    void otherTextIsNoAddress(String text) {
        assertThatThrownBy(() -> BindAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be an address and a port");
    }

    @Test
    void otherSubcommandsDoNotMindWhereImgproxyListens() {
        Settings settings = Settings.read(
                SettingsSource.environment(Map.of("IMGPROXY_BIND", "/run/imgproxy.sock", "IMGPROXY4J_STORE_DIR", "x")));

        assertThat(settings.get(ServeSettings.BIND)).isEqualTo(BindAddress.parse(":8080"));
    }
}
