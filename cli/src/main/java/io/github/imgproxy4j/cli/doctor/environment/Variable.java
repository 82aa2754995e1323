package io.github.imgproxy4j.cli.doctor.environment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A variable that imgproxy reads, or a name that it once had.
 *
 * @param kind a word of {@code imgproxy-variables.txt}
 * @param range of its values, or the version of {@code removed} and {@code unread}; {@code -} if there is none
 * @param note {@code pro}, or the name that is read instead; {@code -} if there is none
 */
record Variable(String name, String kind, String range, String note) {
    static final String REMOVED = "removed";
    static final String UNREAD = "unread";
    private static final String NONE = "-";

    /** What Go's {@code strconv.ParseBool} takes. */
    private static final Set<String> FLAGS =
            Set.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False");

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FORMATS = Set.of(
            "jpg", "jpeg", "jxl", "png", "webp", "gif", "ico", "svg", "heic", "avif", "bmp", "tiff", "mp4", "pdf");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    static Variable of(String line) {
        String[] words = line.split("\\s+", -1);
        return new Variable(words[0], words[1], words.length > 2 ? words[2] : NONE, words.length > 3 ? words[3] : NONE);
    }

    boolean isRead() {
        return !kind.equals(REMOVED) && !kind.equals(UNREAD);
    }

    /** The name to use in its place. */
    Optional<String> replacement() {
        return isRead() || note.equals(NONE) ? Optional.empty() : Optional.of(note);
    }

    /** Whether imgproxy takes a value for yes. */
    static boolean isTrue(String value) {
        return TRUE.contains(value);
    }

    /** The rule that a value breaks, without the value; empty if it is fine. */
    Optional<String> brokenRule(String value) {
        return switch (kind) {
            case "flag" -> rule(FLAGS.contains(value), "must be true or false");
            case "integer" -> number(value, INTEGER, "a whole number");
            case "number" -> number(value, NUMBER, "a number");
            case "formats" ->
                rule(
                        List.of(value.split(",", -1)).stream().allMatch(Variable::isFormat),
                        "must list formats such as jpeg,webp");
            case "qualities" ->
                rule(
                        value.matches("\\s*[a-z]+\\s*=\\s*\\d{1,3}\\s*(,\\s*[a-z]+\\s*=\\s*\\d{1,3}\\s*)*"),
                        "must be pairs such as webp=79,avif=63");
            case "hex" ->
                rule(
                        List.of(value.split(",", -1)).stream()
                                .allMatch(part -> part.strip().matches("([0-9a-fA-F]{2})+")),
                        "must be hexadecimal, two digits a byte");
            case "pairs" -> rule(value.contains("="), "must be name=value pairs with semicolons between them");
            case "time" ->
                rule(
                        value.matches("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d.*"),
                        "must be a time such as 2026-01-31T12:00:00Z");
            case "one-of" ->
                rule(
                        List.of(range.split("\\|", -1)).contains(value.toLowerCase(Locale.ROOT)),
                        "must be one of " + range.replace("|", ", "));
            default -> Optional.empty();
        };
    }

    private static boolean isFormat(String name) {
        return FORMATS.contains(name.strip());
    }

    private static Optional<String> rule(boolean kept, String rule) {
        return kept ? Optional.empty() : Optional.of(rule);
    }

    private Optional<String> number(String value, Pattern shape, String what) {
        String text = value;
        if (!shape.matcher(text).matches()) {
            return Optional.of("must be " + what + (text.matches("\\d+\\s*[a-zA-Z%]+") ? " without a unit" : ""));
        }
        if (range.equals(NONE)) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text);
        String[] bounds = range.split("\\.\\.", 2);
        boolean above = bounds[0].startsWith(">");
        double least = Double.parseDouble(bounds[0].replace(">", ""));
        double most = bounds.length < 2 || bounds[1].isEmpty() ? Double.MAX_VALUE : Double.parseDouble(bounds[1]);
        boolean inside = (above ? number > least : number >= least) && number <= most;
        return rule(
                inside,
                "must be " + (above ? "more than " : "from ") + bounds[0].replace(">", "")
                        + (most == Double.MAX_VALUE ? above ? "" : " up" : " to " + bounds[1]));
    }
}
