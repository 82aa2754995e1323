package io.github.imgproxy4j;

import io.github.imgproxy4j.html.Element;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Caches elements by the state of their builder. Thread-safe; a hit takes no lock.
 *
 * <p>There are two generations. Requested elements are kept in the young one; when it is full, it becomes the old one,
 * and the previous old generation is dropped. So memory is bounded by twice {@value #MOST_ELEMENTS} elements and twice
 * {@value #MOST_CHARACTERS} characters of attributes, and the same again for their HTML. Two threads that request the
 * same new element may both create it.
 */
final class MarkupCache {
    static final int MOST_ELEMENTS = 1000;
    static final int MOST_CHARACTERS = 2_000_000;

    /** A single element must not evict all others. */
    static final int MOST_CHARACTERS_OF_ONE = MOST_CHARACTERS / 20;

    private volatile Generation young = new Generation();
    private volatile Generation old = new Generation();

    /**
     * The element of a state, or null if it is not cached.
     *
     * @param state equal if and only if the element is equal; must not be modified afterwards
     */
    @Nullable
    Element find(List<Object> state) {
        Element known = young.elements.get(state);
        if (known != null) {
            return known;
        }
        known = old.elements.get(state);
        return known == null ? null : put(state, known);
    }

    /** Caches the element unless it is too large, and returns it. */
    Element put(List<Object> state, Element element) {
        long characters = characters(state, element);
        if (characters <= MOST_CHARACTERS_OF_ONE) {
            roomFor(characters).elements.put(state, element);
        }
        return element;
    }

    private synchronized Generation roomFor(long characters) {
        Generation current = young;
        if (current.elements.size() >= MOST_ELEMENTS || current.characters.addAndGet(characters) > MOST_CHARACTERS) {
            old = current;
            current = new Generation();
            current.characters.addAndGet(characters);
            young = current;
        }
        return current;
    }

    /** The number of cached elements. */
    int size() {
        return young.elements.size() + old.elements.size();
    }

    private static long characters(List<Object> state, Element element) {
        long characters = characters(element);
        for (Object part : state) {
            characters += part instanceof String text ? text.length() : 0;
        }
        return characters;
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

    private static final class Generation {
        private final ConcurrentMap<List<Object>, Element> elements = new ConcurrentHashMap<>(MOST_ELEMENTS);
        private final AtomicLong characters = new AtomicLong();
    }
}
