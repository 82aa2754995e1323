package io.github.imgproxy4j.internal.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a path, tokenized but not validated: any name and any arguments. Immutable.
 *
 * @param name the text before the first separator; may be empty
 * @param argumentText the text after it, not decoded; may be empty
 * @param separator the separator of the arguments, at least one character
 */
public record OptionSegment(String name, String argumentText, String separator) {
    /** The segment that begins the next pipeline. */
    public static final String NEXT_PIPELINE = "-";

    /** Checks that the separator is not empty. */
    public OptionSegment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(argumentText, "argumentText");
        if (separator.isEmpty()) {
            throw new ImgproxyException("arguments separator [] must have at least one character");
        }
    }

    /** The parts of a segment; null if it has no separator and is therefore not an option. */
    public static @Nullable OptionSegment of(String segment, String separator) {
        int end = segment.indexOf(separator);
        return end < 0
                ? null
                : new OptionSegment(segment.substring(0, end), segment.substring(end + separator.length()), separator);
    }

    /**
     * Where the source of a path begins: after the last segment that has a separator or is a dash, which begins the next
     * pipeline of imgproxy Pro. The last segment of a path belongs to its source.
     *
     * @param path {@code /OPTIONS/SOURCE}
     */
    public static int sourceStart(String path, String separator) {
        int start = path.startsWith("/") ? 1 : 0;
        for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
            int mark = path.indexOf(separator, start);
            boolean option = mark >= 0 && mark + separator.length() <= slash;
            boolean dash = slash == start + 1 && path.startsWith(NEXT_PIPELINE, start);
            if (!option && !dash) {
                break;
            }
            start = slash + 1;
        }
        return start;
    }

    /** The segments of a path before {@link #sourceStart}, in their order; a dash for each further pipeline. */
    public static List<String> segments(String path, String separator) {
        List<String> segments = new ArrayList<>();
        int end = sourceStart(path, separator);
        int start = path.startsWith("/") ? 1 : 0;
        while (start < end) {
            int slash = path.indexOf('/', start);
            segments.add(path.substring(start, slash));
            start = slash + 1;
        }
        return segments;
    }

    /** The options of all pipelines of a path in their order. */
    public static List<OptionSegment> leading(String path, String separator) {
        List<OptionSegment> options = new ArrayList<>();
        for (String segment : segments(path, separator)) {
            OptionSegment option = of(segment, separator);
            if (option != null) {
                options.add(option);
            }
        }
        return options;
    }

    /** The values that imgproxy accepts as true. For it, any other value of a flag is false. */
    public static boolean isTrue(String argument) {
        return switch (argument) {
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            default -> false;
        };
    }

    /** The texts between the separators, at least one; empty ones are kept. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        int start = 0;
        for (int end = argumentText.indexOf(separator); end >= 0; end = argumentText.indexOf(separator, start)) {
            arguments.add(argumentText.substring(start, end));
            start = end + separator.length();
        }
        arguments.add(argumentText.substring(start));
        return arguments;
    }
}
