package io.github.imgproxy4j.cli.purge;

/** A place from which variants are removed. */
public interface PurgeTarget extends AutoCloseable {
    /** What {@code --confirm} has to repeat before all is removed: a bucket, a folder, or a host. */
    String name();

    /** For messages, without secrets. */
    String description();

    /** Why it cannot remove variants that are named in this way, or empty if it can. */
    String refusal(Selection.Kind kind);

    /** Removes variants; a failure is part of the result. */
    Removal remove(Selection selection) throws InterruptedException;

    /** What {@link #remove} would remove; removes nothing. */
    Removal plan(Selection selection) throws InterruptedException;

    @Override
    void close();
}
