package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

/** The table of settings and the help that IDEs give are those of the catalogs. */
class SettingsDocumentationTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Path METADATA = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final String TABLE_HEAD =
            "| Key | Environment variable | Default | Meaning |\n| --- | --- | --- | --- |\n";
    private static final List<Setting<?>> SETTINGS = ServiceLoader.load(SettingsCatalog.class).stream()
            .flatMap(catalog -> catalog.get().settings().stream())
            .collect(Collectors.toUnmodifiableList());

    /** Boot's own, by the rule that it has for the health of everything. */
    private static final String HEALTH = "management.health.imgproxy.enabled";

    /** What no setting with a range or a set of words takes. */
    private static final String NOTHING = "~";

    private static final Pattern RANGE = Pattern.compile("must be a (?:whole )?number from (\\S+) to (\\S+?)(?:\\s|$)");
    private static final Pattern MORE = Pattern.compile("must be (?:longer|greater|more) than 0");
    private static final Pattern WORDS = Pattern.compile("must be one of (.*)");

    /** What some setting without default takes. */
    private static final List<String> SAMPLES = List.of("https://example.com/", "/folder", "7", "0.5", "true", "7s");

    private static final List<Class<?>> SCALARS =
            List.of(Integer.class, Double.class, Boolean.class, Duration.class, URI.class, Path.class);
    private static final Set<String> NUMBERS_AND_FLAGS =
            Set.of("java.lang.Integer", "java.lang.Double", "java.lang.Boolean");

    /** What is typed most where the type does not tell; the rest of a list or notation is the user's. */
    private static final Map<String, List<String>> HINTS = new TreeMap<>(Map.of(
            "imgproxy.last-resort", List.of("none", "original"),
            "imgproxy.key-layout",
                    List.of("signed-path", "unsigned-path", "signed-path,sha256", "unsigned-path,grouped"),
            "imgproxy.negotiated-formats", List.of("webp", "avif,webp"),
            "imgproxy.served-types", List.of("image/*", "image/*,video/mp4"),
            "imgproxy.allow-origin", List.of("*"),
            "imgproxy.mount", List.of("/img", "/"),
            "imgproxy.s3-encryption", List.of("AES256", "aws:kms", "aws:kms:dsse"),
            "imgproxy.s3-acl", List.of("public-read"),
            "imgproxy.s3-storage-class", List.of("STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING")));

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
    void everyWordOfAChoiceIsInItsRow() {
        int choices = 0;
        for (Setting<?> setting : SETTINGS) {
            Matcher words = WORDS.matcher(refusal(setting, NOTHING));
            if (words.find()) {
                choices++;
                for (String word : words.group(1).split(", ", -1)) {
                    assertThat(setting.description())
                            .as(setting.key())
                            .containsPattern("(?<![a-z-])" + Pattern.quote(word) + "(?![a-z-])");
                }
            }
        }
        assertThat(choices).isGreaterThan(5);
    }

    @Test
    void ideHelpHoldsEverySettingOfEveryCatalog() throws IOException {
        assertSame(Files.readString(METADATA), metadata(), METADATA.toString());
    }

    @Test
    void ideHelpIsJsonWithOneEntryForEachSetting() throws IOException {
        JsonNode metadata = new ObjectMapper().readTree(METADATA.toFile());

        assertThat(metadata.required("properties"))
                .extracting(property -> property.required("name").asText())
                .filteredOn(name -> !name.equals(HEALTH))
                .containsExactlyElementsOf(SETTINGS.stream().map(Setting::key).toList());
        assertThat(metadata.required("properties"))
                .allSatisfy(property -> assertThat(
                                ClassUtils.isPresent(property.required("type").asText(), null))
                        .as(property.toString())
                        .isTrue());
    }

    @Test
    void everyHintIsOfASettingThatTakesIt() throws IOException {
        for (JsonNode hint : new ObjectMapper().readTree(METADATA.toFile()).required("hints")) {
            Setting<?> setting = SETTINGS.stream()
                    .filter(each -> each.key().equals(hint.required("name").asText()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no setting " + hint));
            for (JsonNode value : hint.required("values")) {
                Map<String, String> typed =
                        Map.of(setting.key(), value.required("value").asText());
                assertThat(Settings.read(SettingsSource.of("hint", typed)).get(setting))
                        .as(typed.toString())
                        .isNotNull();
            }
        }
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
                + meaning(setting).replace("|", "\\|") + " |\n";
    }

    /** The description, and the range that the validator knows. */
    private static String meaning(Setting<?> setting) {
        Matcher range = RANGE.matcher(refusal(setting, NOTHING));
        if (range.find()) {
            return setting.description() + "; " + range.group(1) + " to " + range.group(2);
        }
        return MORE.matcher(refusal(setting, "0")).find()
                ? setting.description() + "; more than 0"
                : setting.description();
    }

    /** What the validator says of a text; empty if it is valid. */
    private static String refusal(Setting<?> setting, String text) {
        try {
            Settings unused = Settings.read(SettingsSource.of("sample", withBucket(setting, text)));
            return "";
        } catch (SettingsException refused) {
            return refused.problems().get(0);
        }
    }

    /** Settings of a bucket count only where there is one. */
    private static Map<String, String> withBucket(Setting<?> setting, String text) {
        Map<String, String> values = new HashMap<>(Map.of("imgproxy.s3-bucket", "images"));
        values.put(setting.key(), text);
        return values;
    }

    private static String metadata() {
        return SETTINGS.stream()
                        .map(SettingsDocumentationTest::entry)
                        .collect(Collectors.joining(
                                ",\n", "{\n  \"groups\": [\n" + group() + "\n  ],\n  \"properties\": [\n", ""))
                + ",\n"
                + property(
                        HEALTH, "java.lang.Boolean", "Whether Actuator tells the health of the caching proxy", "true")
                + "\n  ],\n  \"hints\": [\n"
                + HINTS.entrySet().stream()
                        .map(hint -> hint(hint.getKey(), hint.getValue()))
                        .collect(Collectors.joining(",\n"))
                + "\n  ]\n}\n";
    }

    private static String group() {
        return "    {\n      \"name\": \"imgproxy\",\n      \"description\": \"Images by imgproxy4j\"\n    }";
    }

    private static String entry(Setting<?> setting) {
        String type = type(setting);
        String text = DefaultText.of(setting);
        boolean literal = NUMBERS_AND_FLAGS.contains(type);
        return property(setting.key(), type, meaning(setting), text.isEmpty() || literal ? text : quoted(text));
    }

    private static String property(String name, String type, String description, String defaultValue) {
        return "    {\n      \"name\": " + quoted(name)
                + ",\n      \"type\": " + quoted(type)
                + ",\n      \"description\": " + quoted(description)
                + (defaultValue.isEmpty() ? "" : ",\n      \"defaultValue\": " + defaultValue)
                + "\n    }";
    }

    /** Other values are possible, too. */
    private static String hint(String name, List<String> values) {
        return "    {\n      \"name\": " + quoted(name) + ",\n      \"values\": [\n"
                + values.stream()
                        .map(value -> "        { \"value\": " + quoted(value) + " }")
                        .collect(Collectors.joining(",\n"))
                + "\n      ],\n      \"providers\": [\n        { \"name\": \"any\" }\n      ]\n    }";
    }

    /**
     * What IDEs check values against: the type of what the setting reads. What has a notation of its own, lists and maps
     * among them, is text: that is how it is typed here.
     */
    private static String type(Setting<?> setting) {
        return Stream.concat(Stream.of(DefaultText.of(setting)), SAMPLES.stream())
                .filter(text -> !text.isEmpty())
                .flatMap(text -> read(setting, text))
                .findFirst()
                .map(SettingsDocumentationTest::type)
                .orElse(String.class.getName());
    }

    private static String type(Object value) {
        if (value instanceof Long) {
            return "org.springframework.util.unit.DataSize";
        }
        if (value instanceof Enum<?> choice) {
            return choice.getDeclaringClass().getName();
        }
        return SCALARS.stream()
                .filter(scalar -> scalar.isInstance(value))
                .findFirst()
                .orElse(String.class)
                .getName();
    }

    private static Stream<Object> read(Setting<?> setting, String text) {
        try {
            return Stream.ofNullable(Settings.read(SettingsSource.of("sample", withBucket(setting, text)))
                    .find(setting));
        } catch (SettingsException anotherType) {
            return Stream.empty();
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
