package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.error.ImgproxyException;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prefix of allowed sources, in which {@code *} matches any text within a segment. Immutable and thread-safe.
 *
 * <p>In imgproxy an asterisk matches anything but a slash, so {@code https://*.example.com/} also allows
 * {@code https://evil.example?.example.com/}. Here it matches nothing that could end a host or leave a folder: in a
 * host only letters, digits and {@code - . _}, including letters of internationalised names; in a path neither
 * {@code ? # \} nor control characters, nor an escaped slash or backslash. Dot segments are always refused.
 *
 * <p>In imgproxy, {@code https://example.com} also allows {@code https://example.com.evil.example/}. Here, a host or
 * bucket at the end of the prefix must match completely, as if a slash followed. In a host, a label in Punycode matches
 * the letters that it stands for, and the reverse; no letter is mapped to another, because servers differ in that.
 */
public final class SourcePrefix {
    /** A dot segment before the query, in any spelling that a lenient server resolves. */
    private static final Pattern DOT_SEGMENT =
            Pattern.compile("[^?#]*?(/|\\\\|%2f|%5c)(\\.|%2e){1,2}(/|\\\\|%2f|%5c|[?#]|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PUNYCODE =
            Pattern.compile("(?:^|(?<=[.@]))xn--[a-z0-9-]+(?=[.:]|$)", Pattern.CASE_INSENSITIVE);

    private final String text;

    /** The texts before, between and after the asterisks. */
    private final List<String> parts;

    private SourcePrefix(String text) {
        this.text = text;
        boolean endsWithHost = Scheme.authority(text) < text.length() && Scheme.authorityEnd(text) == text.length();
        this.parts = List.of(readable(endsWithHost ? text + "/" : text).split("\\*", -1));
    }

    /**
     * A prefix.
     *
     * @throws ImgproxyException if it is empty
     */
    public static SourcePrefix of(String text) {
        if (text.isBlank()) {
            throw new ImgproxyException("allowed source [] must not be empty");
        }
        return new SourcePrefix(text);
    }

    /** Whether a source begins with this prefix and stays below it. */
    boolean allows(String given) {
        String source = readable(given);
        int matched = 0;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            int next = i == 0 ? 0 : source.indexOf(part, matched);
            if (next < 0 || !source.startsWith(part, next) || !mayStandForStar(source, matched, next)) {
                return false;
            }
            matched = next + part.length();
        }
        return !DOT_SEGMENT.matcher(source).lookingAt();
    }

    /** With the labels of the host that are in Punycode as letters. */
    private static String readable(String source) {
        int start = Scheme.authority(source);
        int end = Scheme.authorityEnd(source);
        if (start < 0 || !PUNYCODE.matcher(source).region(start, end).find()) {
            return source;
        }
        String host = PUNYCODE.matcher(source.substring(start, end))
                .replaceAll(label ->
                        Matcher.quoteReplacement(IDN.toUnicode(label.group().toLowerCase(Locale.ROOT))));
        return source.substring(0, start) + host + source.substring(end);
    }

    private static boolean mayStandForStar(String source, int start, int end) {
        if (!isPath(source, start)) {
            return isPartOfHost(source.substring(start, end));
        }
        for (int i = start; i < end; i++) {
            if (endsSegment(source, i)) {
                return false;
            }
        }
        return true;
    }

    /** IDNA maps a non-ASCII letter to others, which could include a slash. */
    private static boolean isPartOfHost(String part) {
        if (part.chars().allMatch(SourcePrefix::isHostCharacter)) {
            return true;
        }
        if (!part.codePoints().allMatch(c -> isHostCharacter(c) || (c > 0x7F && isLetter(c)))) {
            return false;
        }
        try {
            return IDN.toASCII(part).chars().allMatch(SourcePrefix::isHostCharacter);
        } catch (IllegalArgumentException noName) {
            return false;
        }
    }

    private static boolean isLetter(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether the host, or the scheme if there is no host, ends before an index. */
    private static boolean isPath(String source, int index) {
        int scheme = source.indexOf("://");
        int slash = source.indexOf('/', scheme < 0 ? 0 : scheme + "://".length());
        return slash >= 0 && slash < index;
    }

    private static boolean isHostCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_';
    }

    private static boolean endsSegment(String source, int index) {
        char c = source.charAt(index);
        return "/?#\\".indexOf(c) >= 0
                || Character.isISOControl(c)
                || source.regionMatches(true, index, "%2f", 0, 3)
                || source.regionMatches(true, index, "%5c", 0, 3);
    }

    @Override
    public String toString() {
        return text;
    }
}
