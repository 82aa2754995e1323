package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;

/**
 * The notation of options in a path: short or long names, and the separator of arguments. Immutable.
 *
 * <pre>{@code
 * new NumberOption(OptionName.BLUR, 2.5).segment(OptionSyntax.DEFAULT.withLongNames().withSeparator(","));  // blur,2.5
 * }</pre>
 *
 * @param longNames whether {@code resize} is written instead of {@code rs}
 * @param separator the separator between the name and the arguments; must equal {@code IMGPROXY_ARGUMENTS_SEPARATOR} of
 *     imgproxy
 */
public record OptionSyntax(boolean longNames, String separator) {
    /** The default notation of imgproxy: short names and a colon. */
    public static final OptionSyntax DEFAULT = new OptionSyntax(false, ":");

    /** The characters besides unreserved ones that RFC 3986 allows in a path segment. */
    private static final String PATH_CHARACTERS = "!$&'()*+,;=:@";

    /** Checks that the separator is valid in a path and cannot be part of a name or a number. */
    public OptionSyntax {
        boolean valid = !separator.isEmpty();
        for (int i = 0; i < separator.length(); i++) {
            valid &= mayStandIn(separator.charAt(i));
        }
        if (!valid) {
            throw new ImgproxyException("arguments separator [" + separator
                    + "] must be one or more of the characters - . _ ~ " + String.join(" ", PATH_CHARACTERS.split("")));
        }
    }

    private static boolean mayStandIn(char c) {
        return PATH_CHARACTERS.indexOf(c) >= 0 || (Argument.isUnreserved(c) && !Argument.isLetterOrDigit(c));
    }

    /** The same with long names. */
    public OptionSyntax withLongNames() {
        return new OptionSyntax(true, separator);
    }

    /** The same with short names. */
    public OptionSyntax withShortNames() {
        return new OptionSyntax(false, separator);
    }

    /** The same with another separator. */
    public OptionSyntax withSeparator(String separator) {
        return new OptionSyntax(longNames, separator);
    }

    /** The name of an option in this notation. */
    String nameOf(OptionName option) {
        return longNames ? option.longName() : option.shortName();
    }

    /** The path segment of an option, without trailing empty arguments; at least one separator. */
    String segment(String name, Iterable<String> arguments) {
        StringBuilder segment = new StringBuilder(checked(name, name));
        int end = segment.length();
        for (String argument : arguments) {
            segment.append(separator).append(checked(name, argument));
            end = argument.isEmpty() ? end : segment.length();
        }
        if (end == name.length()) {
            return name + separator;
        }
        segment.setLength(end);
        return segment.toString();
    }

    /** imgproxy has no escape for the separator, so a text that contains it would be split. */
    private String checked(String name, String text) {
        if (text.contains(separator)) {
            throw new ImgproxyException(
                    name + " [" + text + "] must not hold the arguments separator [" + separator + "]");
        }
        return text;
    }
}
