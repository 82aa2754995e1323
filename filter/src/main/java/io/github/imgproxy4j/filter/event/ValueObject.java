package io.github.imgproxy4j.filter.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An immutable object that is equal to others with the same parts. */
abstract class ValueObject {
    /** What it consists of by name, in the order of {@link #toString}; values may be null. */
    abstract Map<String, @Nullable Object> parts();

    /** Parts, given as names and values in turn. */
    static Map<String, @Nullable Object> named(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            parts.put(String.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
        }
        return parts;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ValueObject value && getClass() == value.getClass() && parts().equals(value.parts());
    }

    @Override
    public final int hashCode() {
        return named().hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + parts();
    }
}
