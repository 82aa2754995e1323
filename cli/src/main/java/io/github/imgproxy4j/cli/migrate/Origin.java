package io.github.imgproxy4j.cli.migrate;

import java.io.IOException;

/** A cache that is copied. It is only read. Thread-safe. */
public interface Origin extends AutoCloseable {
    /** For messages, without secrets. */
    String description();

    /**
     * Visits everything that is kept in it.
     *
     * @throws IOException if it cannot be read, or from the visitor
     */
    void visit(Visitor visitor) throws IOException;

    @Override
    void close();

    /** Receives what is kept. */
    @FunctionalInterface
    interface Visitor {
        /** Receives one entry, which may be opened on any thread until the origin is closed. */
        void visit(Entry entry) throws IOException;
    }
}
