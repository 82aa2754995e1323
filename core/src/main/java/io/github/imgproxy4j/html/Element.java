package io.github.imgproxy4j.html;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTML element as data: name, ordered attributes, children. The values are not escaped.
 *
 * <p>Immutable and thread-safe. Equal when name, attributes and children are.
 */
public final class Element {
    private final String name;
    private final Map<String, String> attributes;
    private final List<Element> children;

    /** Computed on first use; concurrent threads compute equal values. */
    private @Nullable String html;

    private @Nullable String xml;

    /**
     * Copies its arguments and keeps their order.
     *
     * @param name the tag name, {@code img}
     * @param attributes names and unescaped values in printing order; an empty value prints as {@code name=""}
     * @param children the elements inside
     * @throws ImgproxyException listing every invalid name
     */
    public Element(String name, Map<String, String> attributes, List<Element> children) {
        this.name = name;
        this.attributes = new LinkedHashMap<>(attributes);
        this.children = List.copyOf(children);
        List<ImgproxyException> refusals = new ArrayList<>(0);
        if (!isName(name, "", "-")) {
            refusals.add(new ImgproxyException("element [" + name + "] must be an HTML element name"));
        }
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            Objects.requireNonNull(attribute.getValue(), attribute.getKey());
            if (!isAttributeName(attribute.getKey())) {
                refusals.add(
                        new ImgproxyException("attribute [" + attribute.getKey() + "] must be an HTML attribute name"));
            }
        }
        ImgproxyException.throwAll(refusals);
    }

    /** The tag name. */
    public String name() {
        return name;
    }

    /** Names and unescaped values in printing order. */
    public Map<String, String> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /** The same for reading only: an unmodifiable map makes an object of each entry. */
    Map<String, String> ownAttributes() {
        return attributes;
    }

    /** The elements inside. */
    public List<Element> children() {
        return children;
    }

    /**
     * Whether a text is an attribute name; stricter than the HTML standard, so that a name cannot break out of the tag.
     */
    public static boolean isAttributeName(String text) {
        return isName(text, "_@:", "_@:.-");
    }

    /** Letters; digits except at the beginning; and these other characters, at the beginning and after it. */
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
        String printed = html;
        if (printed == null) {
            printed = HtmlPrinter.printed(this);
            html = printed;
        }
        return printed;
    }

    /** The element as XML. */
    String toXml() {
        String printed = xml;
        if (printed == null) {
            printed = HtmlPrinter.printedXml(this);
            xml = printed;
        }
        return printed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Element that
                && name.equals(that.name)
                && attributes.equals(that.attributes)
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, attributes, children);
    }

    /** The HTML. */
    @Override
    public String toString() {
        return toHtml();
    }
}
