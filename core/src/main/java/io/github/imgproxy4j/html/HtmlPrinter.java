package io.github.imgproxy4j.html;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Prints elements and escapes every value.
 *
 * <p>Values are printed in double quotes, in which according to the HTML standard only {@code "} and {@code &} are
 * special. {@code < > ' `} are escaped as well, so that a value stays harmless in a page that is processed again.
 * Characters that no HTML document may contain become U+FFFD.
 */
public final class HtmlPrinter {
    private static final Set<String> VOID_ELEMENTS = Set.of("img", "source", "link");
    private static final String REPLACEMENT = "\uFFFD";

    /** The characters of ASCII that need no escape. */
    private static final boolean[] AS_THEY_ARE = asTheyAre();

    /** Every image may have this value, which contains many quotes, so it is escaped only once. */
    private static final String ESCAPED_SCRIPT = escape(InlineFallback.SCRIPT);

    /** The usual growth by escaping: the script, and a few characters in an alternative text. */
    private static final int ROOM_FOR_ESCAPES = ESCAPED_SCRIPT.length() - InlineFallback.SCRIPT.length() + 64;

    private HtmlPrinter() {}

    /** The element and its children as HTML. */
    public static String print(Element element) {
        return element.toHtml();
    }

    /** The elements one after the other. */
    public static String print(List<Element> elements) {
        return joined(elements, Element::toHtml);
    }

    /**
     * The elements one after the other, for an XML page: elements without content end with {@code />}, which HTML
     * ignores.
     */
    public static String printXml(List<Element> elements) {
        return joined(elements, Element::toXml);
    }

    /** Most often there is one element, whose text is ready. */
    private static String joined(List<Element> elements, Function<Element, String> text) {
        if (elements.size() == 1) {
            return text.apply(elements.get(0));
        }
        int characters = 0;
        for (Element element : elements) {
            characters += text.apply(element).length();
        }
        StringBuilder joined = new StringBuilder(characters);
        for (Element element : elements) {
            joined.append(text.apply(element));
        }
        return joined.toString();
    }

    static String printed(Element element) {
        return printed(element, ">");
    }

    static String printedXml(Element element) {
        return printed(element, " />");
    }

    private static String printed(Element element, String endOfVoid) {
        StringBuilder html = new StringBuilder(characters(element) + ROOM_FOR_ESCAPES);
        append(element, endOfVoid, html);
        return html.toString();
    }

    /** The length of the HTML before escaping, or slightly more. */
    private static int characters(Element element) {
        int characters = 2 * element.name().length() + "<></>".length();
        for (Map.Entry<String, String> attribute : element.ownAttributes().entrySet()) {
            characters += attribute.getKey().length() + attribute.getValue().length() + " =\"\"".length();
        }
        for (Element child : element.children()) {
            characters += characters(child);
        }
        return characters;
    }

    /** The value escaped for use between double quotes. */
    public static String escape(String value) {
        StringBuilder html = new StringBuilder(value.length() + 16);
        appendEscaped(value, html);
        return html.toString();
    }

    private static void append(Element element, String endOfVoid, StringBuilder html) {
        html.append('<').append(element.name());
        for (Map.Entry<String, String> attribute : element.ownAttributes().entrySet()) {
            html.append(' ').append(attribute.getKey()).append("=\"");
            if (attribute.getValue().equals(InlineFallback.SCRIPT)) {
                html.append(ESCAPED_SCRIPT);
            } else {
                appendEscaped(attribute.getValue(), html);
            }
            html.append('"');
        }
        if (VOID_ELEMENTS.contains(element.name())) {
            html.append(endOfVoid);
            return;
        }
        html.append('>');
        for (Element child : element.children()) {
            append(child, endOfVoid, html);
        }
        html.append("</").append(element.name()).append('>');
    }

    /** Most values are URLs, which are appended unchanged. */
    private static void appendEscaped(String value, StringBuilder html) {
        int start = 0;
        for (int end = nextToEscape(value, 0); end < value.length(); end = nextToEscape(value, start)) {
            html.append(value, start, end).append(escaped(value.charAt(end)));
            start = end + 1;
        }
        if (start == 0) {
            html.append(value);
        } else {
            html.append(value, start, value.length());
        }
    }

    /** The index of the first character at or after an index that must be escaped; the length if there is none. */
    private static int nextToEscape(String value, int start) {
        for (int i = start; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < AS_THEY_ARE.length ? !AS_THEY_ARE[c] : !isAllowedAt(value, i)) {
                return i;
            }
        }
        return value.length();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&#34;";
            case '\'' -> "&#39;";
            case '`' -> "&#96;";
            case '\r' -> "&#13;"; // Parsers turn a bare one into a line feed.
            default -> REPLACEMENT;
        };
    }

    private static boolean[] asTheyAre() {
        boolean[] characters = new boolean[0x7F];
        for (char c = ' '; c < characters.length; c++) {
            characters[c] = "&<>\"'`".indexOf(c) < 0;
        }
        characters['\t'] = true;
        characters['\n'] = true;
        return characters;
    }

    private static boolean isAllowedAt(String value, int index) {
        char c = value.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
        }
        return !Character.isISOControl(c) && c != '\uFFFE' && c != '\uFFFF';
    }
}
