package io.github.imgproxy4j.internal.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One segment of a path taken apart and not judged: any name and any arguments, as imgproxy itself first sees them.
 * Immutable.
 *
 * @param name what stands before the first separator; may be empty
 * @param argumentText all that follows it, undecoded; may be empty
 * @param separator what stands between the arguments, at least one character
 */
public record OptionSegment(String name, String argumentText, String separator) {
    /** Checks that there is something to take texts apart by. */
    public OptionSegment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(argumentText, "argumentText");
        if (separator.isEmpty()) {
            throw new ImgproxyException("arguments separator [] must have at least one character");
        }
    }

    /** The parts of a segment; null where it has no separator and so is no option. */
    public static @Nullable OptionSegment of(String segment, String separator) {
        int end = segment.indexOf(separator);
        return end < 0
                ? null
                : new OptionSegment(segment.substring(0, end), segment.substring(end + separator.length()), separator);
    }

    /**
     * The options of a path in their order: the segments before the first that has no separator. The last segment of a
     * path belongs to its source.
     *
     * @param path {@code /OPTIONS/SOURCE}
     */
    public static List<OptionSegment> leading(String path, String separator) {
        List<OptionSegment> segments = new ArrayList<>();
        int start = path.startsWith("/") ? 1 : 0;
        for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
            OptionSegment segment = of(path.substring(start, slash), separator);
            if (segment == null) {
                break;
            }
            segments.add(segment);
            start = slash + 1;
        }
        return segments;
    }

    /** What imgproxy calls true. Anything else is false to it, where the option is on or off. */
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
