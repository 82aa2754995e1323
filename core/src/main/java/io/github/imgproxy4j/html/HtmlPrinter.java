package io.github.imgproxy4j.html;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints elements and escapes every value.
 *
 * <p>Values stand in double quotes, where the HTML standard lets only {@code "} and {@code &} end or change them.
 * {@code < > ' `} are escaped as well, so that a value stays harmless in a page that is processed once more. Characters
 * that no HTML document may contain become U+FFFD.
 */
public final class HtmlPrinter {
    private static final Set<String> VOID_ELEMENTS = Set.of("img", "source", "link");
    private static final char REPLACEMENT = '\uFFFD';

    private HtmlPrinter() {}

    /** The element and all inside it as HTML. */
    public static String print(Element element) {
        StringBuilder html = new StringBuilder(512);
        append(element, html);
        return html.toString();
    }

    /** The elements one after the other. */
    public static String print(List<Element> elements) {
        StringBuilder html = new StringBuilder(512 * elements.size());
        elements.forEach(element -> append(element, html));
        return html.toString();
    }

    /** The value as it stands between double quotes. */
    public static String escape(String value) {
        StringBuilder html = new StringBuilder(value.length() + 16);
        appendEscaped(value, html);
        return html.toString();
    }

    private static void append(Element element, StringBuilder html) {
        html.append('<').append(element.name());
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            html.append(' ').append(attribute.getKey()).append("=\"");
            appendEscaped(attribute.getValue(), html);
            html.append('"');
        }
        html.append('>');
        if (!VOID_ELEMENTS.contains(element.name())) {
            element.children().forEach(child -> append(child, html));
            html.append("</").append(element.name()).append('>');
        }
    }

    private static void appendEscaped(String value, StringBuilder html) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&#34;");
                case '\'' -> html.append("&#39;");
                case '`' -> html.append("&#96;");
                case '\r' -> html.append("&#13;"); // Parsers turn a bare one into a line feed.
                default -> html.append(isAllowedAt(value, i) ? c : REPLACEMENT);
            }
        }
    }

    private static boolean isAllowedAt(String value, int index) {
        char c = value.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(value.charAt(index - 1));
        }
        boolean control = Character.isISOControl(c) && c != '\t' && c != '\n';
        return !control && c != '\uFFFE' && c != '\uFFFF';
    }
}
