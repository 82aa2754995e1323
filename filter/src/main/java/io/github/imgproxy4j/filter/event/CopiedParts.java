package io.github.imgproxy4j.filter.event;

/**
 * The parts of an event, written once: a builder changes them, and the event has a copy that is never changed again, so
 * that other threads may read it.
 *
 * @param <B> the builder
 */
abstract class CopiedParts<B extends CopiedParts<B>> implements Cloneable {
    @SuppressWarnings("unchecked")
    final B copy() {
        try {
            return (B) clone();
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
