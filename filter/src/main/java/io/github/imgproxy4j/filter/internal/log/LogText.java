package io.github.imgproxy4j.filter.internal.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts of clients, of upstream and of sources as they may stand in a log: one line that a terminal takes for nothing
 * else (no line ends, escape sequences or changes of direction), of limited length, and without the credentials and
 * queries of sources, of which presigned URLs consist. Stateless.
 */
public final class LogText {
    private static final int LONGEST = 1000;
    private static final String LEFT_OUT = "…";

    private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/]*@");
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]{1,10}");

    /** Options whose value is a URL. */
    private static final Set<String> URL_OPTIONS = Set.of("wmu", "watermark_url");

    private LogText() {}

    /** Any text, or an exception as its type and message. */
    public static String of(@Nullable Object value) {
        String text = String.valueOf(value);
        if (text.length() <= LONGEST && isPrintableAscii(text)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST));
        text.codePoints().limit(LONGEST).forEach(character -> append(safe, character));
        return text.length() > LONGEST ? safe.append(LEFT_OUT).toString() : safe.toString();
    }

    /** As nearly all texts are: nothing of them has to be looked up. */
    private static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~') {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder safe, int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> safe.append(String.format("\\u%04x", character));
            default -> safe.appendCodePoint(character);
        }
    }

    /** A source without credentials, query and fragment. */
    public static String source(String source) {
        String withoutQuery = QUERY.matcher(source).replaceFirst("");
        return of(CREDENTIALS.matcher(withoutQuery).replaceAll("://"));
    }

    /**
     * The path of a variant, without its signature: its options as they are, and then its source in plain text, as {@link
     * #source} shows it. One that is encrypted or cannot be read is left out, and so are options that hold a URL.
     */
    public static String path(@Nullable String path) {
        if (path == null) {
            return of(null);
        }
        StringBuilder shown = new StringBuilder();
        int start = path.startsWith("/") ? 1 : 0;
        int end = path.indexOf('/', start);
        while (end >= 0 && path.substring(start, end).indexOf(':') > 0) {
            shown.append('/').append(option(path.substring(start, end)));
            start = end + 1;
            end = path.indexOf('/', start);
        }
        return of(shown) + "/" + sourcePart(path.substring(start));
    }

    /** Why a signature is refused: a text that ends with the path in square brackets, or has none. */
    public static String explanation(String explanation) {
        int path = explanation.indexOf("[/");
        return path < 0 || !explanation.endsWith("]")
                ? of(explanation)
                : of(explanation.substring(0, path + 1))
                        + path(explanation.substring(path + 1, explanation.length() - 1)) + "]";
    }

    private static String option(String option) {
        String name = option.substring(0, option.indexOf(':'));
        return URL_OPTIONS.contains(name) ? name + ":" + LEFT_OUT : option;
    }

    private static String sourcePart(String part) {
        if (part.startsWith("plain/")) {
            return source(percentDecoded(part.substring("plain/".length())));
        }
        return part.startsWith("enc/") ? "enc/" + LEFT_OUT : base64(part);
    }

    private static String base64(String part) {
        int dot = part.indexOf('.');
        String extension = dot < 0 ? "" : part.substring(dot + 1);
        String encoded = (dot < 0 ? part : part.substring(0, dot)).replace("/", "");
        try {
            byte[] source = Base64.getUrlDecoder().decode(encoded);
            return source(new String(source, StandardCharsets.UTF_8))
                    + (EXTENSION.matcher(extension).matches() ? "@" + extension : "");
        } catch (IllegalArgumentException notBase64) {
            return LEFT_OUT;
        }
    }

    /** What is no code stays as it is. */
    private static String percentDecoded(String text) {
        byte[] coded = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(coded.length);
        for (int i = 0; i < coded.length; i++) {
            int high = coded[i] == '%' && i + 2 < coded.length ? Character.digit(coded[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(coded[i + 2], 16);
            if (low < 0) {
                decoded.write(coded[i]);
            } else {
                decoded.write(high * 16 + low);
                i += 2;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
