package io.github.imgproxy4j.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    /** Copies its arguments and keeps their order. */
    public Element {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(new ArrayList<>(children));
    }

    /** The element as HTML, safe in any HTML document. */
    public String toHtml() {
        return HtmlPrinter.print(this);
    }
}
