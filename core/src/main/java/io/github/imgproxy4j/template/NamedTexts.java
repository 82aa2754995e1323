package io.github.imgproxy4j.template;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A few texts by name, in order: in one array, because a page makes one for each image and looks it up in a map. Not
 * thread-safe while it is filled.
 */
final class NamedTexts {
    private static final int USUAL = 6;

    /** Names and values in turns. */
    private String[] texts = new String[2 * USUAL];

    private int size;
    private int hash;

    int size() {
        return size;
    }

    String name(int index) {
        return texts[2 * index];
    }

    String value(int index) {
        return texts[2 * index + 1];
    }

    /** Adds a text, or replaces the one of this name in its place. */
    void put(String name, String value) {
        int index = indexOf(name);
        if (index == size) {
            if (2 * size == texts.length) {
                texts = Arrays.copyOf(texts, 4 * size);
            }
            texts[2 * index] = name;
            size++;
        }
        texts[2 * index + 1] = value;
        hash = 0;
    }

    @Nullable
    String find(String name) {
        int index = indexOf(name);
        return index == size ? null : value(index);
    }

    private int indexOf(String name) {
        int index = 0;
        while (index < size && !texts[2 * index].equals(name)) {
            index++;
        }
        return index;
    }

    void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < size; i++) {
            action.accept(name(i), value(i));
        }
    }

    NamedTexts copy() {
        NamedTexts copy = new NamedTexts();
        copy.texts = texts.clone();
        copy.size = size;
        return copy;
    }

    long characters() {
        long characters = 0;
        for (int i = 0; i < 2 * size; i++) {
            characters += texts[i].length();
        }
        return characters;
    }

    /** Equal when names, values and their order are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamedTexts that
                && size == that.size
                && Arrays.equals(texts, 0, 2 * size, that.texts, 0, 2 * size);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            for (int i = 0; i < 2 * size; i++) {
                known = 31 * known + texts[i].hashCode();
            }
            hash = known;
        }
        return known;
    }
}
