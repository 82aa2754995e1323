package io.github.imgproxy4j.internal.text;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints one JSON object (RFC 8259). Members come in the order of the calls; what is null or empty is left out. For one
 * thread.
 */
public final class JsonObject {
    private final StringBuilder members = new StringBuilder();

    /** A string, or nothing for null. */
    public JsonObject text(String name, @Nullable String value) {
        return value == null ? this : member(name, quoted(value));
    }

    /** A number as it is written, or nothing for null. */
    public JsonObject number(String name, @Nullable String digits) {
        return digits == null ? this : member(name, digits);
    }

    /** A number. */
    public JsonObject number(String name, long value) {
        return member(name, Long.toString(value));
    }

    /** True or false. */
    public JsonObject flag(String name, boolean value) {
        return member(name, Boolean.toString(value));
    }

    /** An array of strings, or nothing without any. */
    public JsonObject texts(String name, List<String> values) {
        return values.isEmpty() ? this : textsOrNone(name, values);
    }

    /** An array of strings, which may be empty. */
    public JsonObject textsOrNone(String name, List<String> values) {
        return member(name, array(values.stream().map(JsonObject::quoted).toList()));
    }

    /** An array of objects, which may be empty. */
    public JsonObject objects(String name, List<JsonObject> values) {
        return member(name, array(values.stream().map(JsonObject::toString).toList()));
    }

    private JsonObject member(String name, String value) {
        members.append(members.isEmpty() ? "" : ",")
                .append(quoted(name))
                .append(':')
                .append(value);
        return this;
    }

    private static String array(List<String> elements) {
        return elements.stream().collect(Collectors.joining(",", "[", "]"));
    }

    /** RFC 8259, section 7; without markup characters, in case it is printed into a page. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '<' || c == '>' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** The object as text. */
    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
