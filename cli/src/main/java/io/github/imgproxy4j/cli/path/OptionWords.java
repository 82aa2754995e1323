package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.option.NextPipeline;
import io.github.imgproxy4j.option.OptionName;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.option.TypedOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Explains options in words: {@code rs:fill:300:200} is {@code resizing_type: fill}, {@code width: 300 px} and so on.
 */
final class OptionWords {
    private static final String RESOURCE = "option-arguments.properties";

    /** The names of positions in an image. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("no", "north"),
            Map.entry("so", "south"),
            Map.entry("ea", "east"),
            Map.entry("we", "west"),
            Map.entry("noea", "north-east"),
            Map.entry("nowe", "north-west"),
            Map.entry("soea", "south-east"),
            Map.entry("sowe", "south-west"),
            Map.entry("ce", "centre"),
            Map.entry("sm", "smart"),
            Map.entry("fp", "focus point"),
            Map.entry("re", "tiled"),
            Map.entry("ch", "chessboard"));

    private final Properties arguments = new Properties();

    OptionWords() {
        try (InputStream resource = Objects.requireNonNull(OptionWords.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            arguments.load(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
        }
    }

    /** A line for each value that an option sets. */
    List<String> of(ProcessingOption option) {
        return option.parts().stream().map(this::line).toList();
    }

    private String line(ProcessingOption part) {
        if (part instanceof TypedOption typed) {
            return typedLine(typed);
        }
        return part instanceof NextPipeline
                ? "next pipeline (imgproxy Pro)"
                : part.segment() + " (unknown to imgproxy4j)";
    }

    private String typedLine(TypedOption option) {
        List<String> labels = labels(option.optionName());
        List<String> values = option.arguments();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String label = labels.get(Math.min(i, labels.size() - 1));
            if (!values.get(i).isEmpty()) {
                words.add(word(label, values.get(i), labels.size() > 1));
            }
        }
        String pro = option.isPro() ? " (imgproxy Pro)" : "";
        return option.optionName().longName() + ": " + String.join(", ", words) + pro;
    }

    /** The names of an option's arguments. */
    List<String> labels(OptionName option) {
        return List.of(arguments.getProperty(option.longName(), "value+").split(" ", -1));
    }

    private static String word(String label, String value, boolean named) {
        String name = label.replaceAll("[?~+]$", "").replace('-', ' ');
        if (label.endsWith("?")) {
            return (named ? name + " " : "") + (value.equals("1") ? "yes" : "no");
        }
        if (label.endsWith("~")) {
            return "[" + decoded(value) + "]";
        }
        return switch (name) {
            case "time" -> time(value);
            case "px", "bytes", "degrees", "megapixels" -> value + " " + name;
            case "percent" -> value + " %";
            case "gravity", "type", "position" -> (named ? name + " " : "") + PLACES.getOrDefault(value, value);
            default -> named && !label.endsWith("+") ? name + " " + value : value;
        };
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return base64;
        }
    }

    private static String time(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds)).toString();
        } catch (DateTimeException | NumberFormatException tooFar) {
            return seconds + " seconds after 1970";
        }
    }
}
