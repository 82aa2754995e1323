package io.github.imgproxy4j;

import io.github.imgproxy4j.html.Element;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Caches elements by their description: the state of a builder, or the attributes in a template. Thread-safe; a hit
 * takes no lock. For modules of template languages; apps have no use for it.
 *
 * <p>There are two generations. Requested elements are kept in the young one; when it is full, it becomes the old one,
 * and the previous old generation is dropped. So memory is bounded by twice {@value #MOST_ELEMENTS} elements and twice
 * {@value #MOST_CHARACTERS} characters of descriptions and attributes, and the same again for their HTML, and for XML
 * where pages are XML. Two threads that request the same new element may both create it.
 */
public final class MarkupCache {
    static final int MOST_ELEMENTS = 1000;
    static final int MOST_CHARACTERS = 2_000_000;

    /** A single element must not evict all others. */
    static final int MOST_CHARACTERS_OF_ONE = MOST_CHARACTERS / 20;

    private volatile Generation young = new Generation();
    private volatile Generation old = new Generation();

    MarkupCache() {}

    /**
     * The element of a description, or null if it is not cached.
     *
     * @param description equal if and only if the element is equal; must not be modified afterwards
     */
    public @Nullable Element find(Object description) {
        Entry known = young.entries.get(description);
        if (known != null) {
            return known.element;
        }
        known = old.entries.get(description);
        return known == null ? null : put(description, known);
    }

    /**
     * Caches the element unless it is too large, and returns it.
     *
     * @param description as for {@link #find}
     * @param characters the length of the texts of the description
     */
    public Element put(Object description, long characters, Element element) {
        return put(description, new Entry(element, characters + characters(element)));
    }

    /**
     * Keeps the elements of a builder out of the cache of builders, because the caller puts them here under a
     * description of its own: in both caches they would take twice the memory.
     */
    public static ImageBuilder bypassedBy(ImageBuilder image) {
        image.bypassMemo();
        return image;
    }

    /** The same for the state of a builder. */
    Element put(List<Object> state, Element element) {
        long characters = 0;
        for (Object part : state) {
            characters += part instanceof String text ? text.length() : 0;
        }
        return put(state, characters, element);
    }

    private Element put(Object description, Entry entry) {
        if (entry.characters <= MOST_CHARACTERS_OF_ONE) {
            roomFor(entry.characters).entries.put(description, entry);
        }
        return entry.element;
    }

    private synchronized Generation roomFor(long characters) {
        Generation current = young;
        if (current.entries.size() >= MOST_ELEMENTS || current.characters.addAndGet(characters) > MOST_CHARACTERS) {
            old = current;
            current = new Generation();
            current.characters.addAndGet(characters);
            young = current;
        }
        return current;
    }

    /** The number of cached elements. */
    int size() {
        return young.entries.size() + old.entries.size();
    }

    private static long characters(Element element) {
        long characters = 0;
        for (String value : element.attributes().values()) {
            characters += value.length();
        }
        for (Element child : element.children()) {
            characters += characters(child);
        }
        return characters;
    }

    /**
     * An element, with the characters that it and its description take.
     *
     * @param element the element
     * @param characters of both
     */
    private record Entry(Element element, long characters) {}

    private static final class Generation {
        private final ConcurrentMap<Object, Entry> entries = new ConcurrentHashMap<>(MOST_ELEMENTS);
        private final AtomicLong characters = new AtomicLong();
    }
}
