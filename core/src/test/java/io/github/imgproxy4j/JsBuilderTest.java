package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imgproxy4j.option.OptionName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random options, written by us and by imgproxy's own JavaScript builder, give the same path but for a list of
 * differences, each of which is meant.
 *
 * <p>What that builder writes is recorded in {@code js-builder.json} by {@code src/test/js/differential/record.mjs}, so
 * that the comparison needs neither Node.js nor a network.
 */
class JsBuilderTest {
    private static final JsonNode RECORD = load();
    private static final String SOURCE = "https://example.com/cat.jpg";

    /** Names that the JavaScript builder chose otherwise, and ours. */
    private static final Map<String, String> OTHER_NAMES = Map.of("crop_ar", "car", "background_alpha", "bga");

    /** Names that the server does not know or that mean two things, and ours. */
    private static final Map<String, String> UNSAFE_NAMES =
            Map.of("sp", "skp", "stl", "st", "c_obj", "crop_objects", "co", "contrast");

    /** Every difference, as {@code docs/js-builder.md} lists it. */
    enum Difference {
        BOOLEANS("true and false"),
        OTHER_NAME("`crop_ar`, `background_alpha`"),
        UNSAFE_NAME("`sp`, `stl`, `c_obj`, `co`"),
        TRAILING_EMPTY("empty arguments at the end"),
        ZERO("an explicit zero"),
        WATERMARK_ROTATE("`watermark_rotate`"),
        FOCUS_WITHOUT_FILL("focus of video thumbnails"),
        ALLOWED_ERROR("`allowed_error`"),
        VIDEO_SECOND("`video_thumbnail_second`"),
        ORDER("order of options"),
        PLAIN_SOURCE("plain sources");

        private final String row;

        Difference(String row) {
            this.row = row;
        }
    }

    @Test
    void pathsAreTheSameButForTheListedDifferences() {
        Set<Difference> found = EnumSet.noneOf(Difference.class);
        for (JsonNode each : RECORD.get("cases")) {
            List<String> ours = ours(each.get("ours"));
            if (each.has("error")) {
                found.add(refusal(each.get("error").asText()));
            } else {
                compare(ours, segments(each.get("theirs").asText()), found);
            }
        }
        found.add(plainSources());

        assertThat(found).containsExactlyInAnyOrder(Difference.values());
    }

    @ParameterizedTest
    @EnumSource(Difference.class)
    void documentationListsTheDifference(Difference difference) throws IOException {
        assertThat(Files.readString(Path.of("../docs/js-builder.md"))).contains("| " + difference.row + " |");
    }

    private static void compare(List<String> ours, List<String> theirs, Set<Difference> found) {
        List<String> mapped =
                theirs.stream().map(segment -> asOurs(segment, found)).toList();
        List<String> expected = new ArrayList<>();
        for (String segment : ours) {
            if (mapped.contains(segment)) {
                expected.add(segment);
            } else if (segment.startsWith("wmr:")) {
                found.add(Difference.WATERMARK_ROTATE);
            } else if (segment.matches("[a-z]+:0")) {
                found.add(Difference.ZERO);
            } else if (segment.startsWith("vt") && mapped.contains(withoutFocus(segment))) {
                found.add(Difference.FOCUS_WITHOUT_FILL);
                expected.add(withoutFocus(segment));
            } else {
                expected.add(segment);
            }
        }
        assertThat(mapped).as("%s", ours).containsExactlyInAnyOrderElementsOf(expected);
        if (!mapped.equals(expected)) {
            found.add(Difference.ORDER);
        }
    }

    private static String withoutFocus(String segment) {
        return String.join(":", Arrays.asList(segment.split(":", -1)).subList(0, 9));
    }

    /** Their segment with all that we write otherwise on purpose. */
    private static String asOurs(String segment, Set<Difference> found) {
        String[] parts = segment.split(":", -1);
        parts[0] = renamed(parts[0], found);
        for (int i = 1; i < parts.length; i++) {
            String flag = flag(parts[i]);
            if (!flag.equals(parts[i])) {
                found.add(Difference.BOOLEANS);
            }
            parts[i] = flag;
        }
        String written = String.join(":", parts);
        String trimmed = written.replaceFirst(":+$", "");
        if (!trimmed.equals(written)) {
            found.add(Difference.TRAILING_EMPTY);
        }
        return trimmed;
    }

    private static String renamed(String name, Set<Difference> found) {
        if (OTHER_NAMES.containsKey(name)) {
            found.add(Difference.OTHER_NAME);
        }
        if (UNSAFE_NAMES.containsKey(name)) {
            found.add(Difference.UNSAFE_NAME);
        }
        return OTHER_NAMES.getOrDefault(name, UNSAFE_NAMES.getOrDefault(name, name));
    }

    private static String flag(String argument) {
        return switch (argument) {
            case "t", "true" -> "1";
            case "f", "false" -> "0";
            default -> argument;
        };
    }

    private static Difference refusal(String error) {
        if (error.startsWith("autoquality.allowed_error")) {
            return Difference.ALLOWED_ERROR;
        }
        assertThat(error).startsWith("video_thumbnail_second");
        return Difference.VIDEO_SECOND;
    }

    private static Difference plainSources() {
        Imgproxy imgproxy = Imgproxy.builder()
                .allowUnsigned(true)
                .plainSources()
                .throughContainer(false)
                .build();
        for (JsonNode each : RECORD.get("sources")) {
            String source = each.get("source").asText();
            assertThat(each.get("theirs").asText()).isEqualTo("/plain/" + source);
            assertThat(imgproxy.image(source).urls().path())
                    .isNotEqualTo("/plain/" + source)
                    .matches("/plain/https://[A-Za-z0-9./%]+");
        }
        return Difference.PLAIN_SOURCE;
    }

    private static List<String> ours(JsonNode options) {
        ImageBuilder image = Imgproxy.builder().allowUnsigned(true).build().image(SOURCE);
        for (JsonNode option : options) {
            image.option(
                    shortName(option.get(0).asText()),
                    StreamSupport.stream(option.spliterator(), false)
                            .skip(1)
                            .map(JsBuilderTest::value)
                            .toArray());
        }
        String path = image.urls().path();
        return segments(path.substring(0, path.lastIndexOf('/')));
    }

    private static String shortName(String longName) {
        return Arrays.stream(OptionName.values())
                .filter(option -> option.longName().equals(longName))
                .findFirst()
                .orElseThrow()
                .shortName();
    }

    private static Object value(JsonNode argument) {
        if (argument.isIntegralNumber()) {
            return argument.asLong();
        }
        if (argument.isNumber()) {
            return argument.asDouble();
        }
        return argument.isBoolean() ? (Object) argument.asBoolean() : argument.asText();
    }

    private static List<String> segments(String path) {
        return Stream.of(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static JsonNode load() {
        try (InputStream json = JsBuilderTest.class.getResourceAsStream("js-builder.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
