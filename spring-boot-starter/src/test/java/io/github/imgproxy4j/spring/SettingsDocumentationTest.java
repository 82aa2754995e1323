package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of settings and the help that IDEs give are those of the catalogs. */
class SettingsDocumentationTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Path METADATA = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final String TABLE_HEAD =
            "| Key | Environment variable | Default | Meaning |\n| --- | --- | --- | --- |\n";
    private static final List<Setting<?>> SETTINGS = ServiceLoader.load(SettingsCatalog.class).stream()
            .flatMap(catalog -> catalog.get().settings().stream())
            .collect(Collectors.toUnmodifiableList());

    @Test
    void theTableHoldsEverySettingOfEveryCatalog() throws IOException {
        String page = Files.readString(PAGE);
        int table = page.indexOf(TABLE_HEAD);
        assertThat(table).as("the head of the table in " + PAGE).isNotNegative();
        int end = page.indexOf("\n\n", table);

        assertSame(
                page.substring(table, end < 0 ? page.length() : end + 1), TABLE_HEAD + rows(), "the table in " + PAGE);
    }

    @Test
    void ideHelpHoldsEverySettingOfEveryCatalog() throws IOException {
        assertSame(Files.readString(METADATA), metadata(), METADATA.toString());
    }

    @Test
    void ideHelpIsJsonWithOneEntryForEachSetting() throws IOException {
        JsonNode properties = new ObjectMapper().readTree(METADATA.toFile()).required("properties");

        assertThat(properties.findValuesAsText("name"))
                .containsExactlyElementsOf(SETTINGS.stream().map(Setting::key).toList());
    }

    /** Prints what is right without decoration, so that it can be pasted. */
    private static void assertSame(String written, String derived, String place) {
        assertThat(written)
                .withFailMessage(() -> place + " differs from the settings in the code. Replace it by:\n\n" + derived)
                .isEqualTo(derived);
    }

    private static String rows() {
        return SETTINGS.stream().map(SettingsDocumentationTest::row).collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        String text = DefaultText.of(setting);
        return "| `" + setting.key() + "` | `" + setting.environmentName() + "` | "
                + (text.isEmpty() ? "" : "`" + text + "` ") + "| "
                + setting.description().replace("|", "\\|") + " |\n";
    }

    private static String metadata() {
        return SETTINGS.stream()
                .map(SettingsDocumentationTest::entry)
                .collect(Collectors.joining(",\n", "{\n  \"properties\": [\n", "\n  ]\n}\n"));
    }

    private static String entry(Setting<?> setting) {
        String text = DefaultText.of(setting);
        return "    {\n      \"name\": " + quoted(setting.key())
                + ",\n      \"type\": " + quoted(type(setting))
                + ",\n      \"description\": " + quoted(setting.description())
                + (text.isEmpty() ? "" : ",\n      \"defaultValue\": " + quoted(text))
                + "\n    }";
    }

    /** What IDEs check values against; text wherever the default does not tell. */
    private static String type(Setting<?> setting) {
        Object value = setting.defaultValue();
        if (value instanceof Long) {
            return "org.springframework.util.unit.DataSize";
        }
        if (value instanceof Enum<?> choice) {
            return choice.getDeclaringClass().getName();
        }
        boolean simple = value instanceof Integer || value instanceof Boolean || value instanceof Duration;
        return (simple ? value : "").getClass().getName();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
