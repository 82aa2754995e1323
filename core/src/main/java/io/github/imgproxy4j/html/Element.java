package io.github.imgproxy4j.html;

import io.github.imgproxy4j.ImgproxyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An HTML element as data: name, ordered attributes, children. Nothing in it is escaped yet.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the tag name, {@code img}
 * @param attributes names and unescaped values in printing order; an empty value prints as {@code name=""}
 * @param children the elements inside
 */
public record Element(String name, Map<String, String> attributes, List<Element> children) {
    /**
     * Copies its arguments and keeps their order.
     *
     * @throws ImgproxyException naming every name that is none
     */
    public Element {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
        List<ImgproxyException> refusals = new ArrayList<>(0);
        if (!isName(name, "", "-")) {
            refusals.add(new ImgproxyException("element [" + name + "] must be an HTML element name"));
        }
        attributes.forEach((attribute, value) -> {
            Objects.requireNonNull(value, attribute);
            if (!isAttributeName(attribute)) {
                refusals.add(new ImgproxyException("attribute [" + attribute + "] must be an HTML attribute name"));
            }
        });
        ImgproxyException.throwAll(refusals);
    }

    /** Whether a text is an attribute name; stricter than the HTML standard, so that it can never leave its place. */
    public static boolean isAttributeName(String text) {
        return isName(text, "_@:", "_@:.-");
    }

    /** Letters; digits not at the beginning; and of other characters these at the beginning and those behind it. */
    private static boolean isName(String text, String first, String later) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9' && i > 0;
            if (!letter && !digit && (i == 0 ? first : later).indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The element as HTML, safe in any HTML document. */
    public String toHtml() {
        return HtmlPrinter.print(this);
    }
}
