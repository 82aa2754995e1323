package io.github.imgproxy4j.filter.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An immutable object that is equal to others with the same parts. */
abstract class ValueObject {
    /** What it consists of by name, in the order of {@link #toString}; values may be null. */
    abstract Map<String, @Nullable Object> parts();

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ValueObject value && getClass() == value.getClass() && parts().equals(value.parts());
    }

    @Override
    public final int hashCode() {
        return parts().hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + parts();
    }
}
