package io.github.imgproxy4j.filter.internal.fetch;

/**
 * Interrupts a thread that waits for upstream's headers when nobody wants them any more. A processor in this JVM does all
 * of its work before it answers, so that closing the answer would come too late. Thread-safe.
 */
final class CallOff implements AutoCloseable {
    private final Thread waiting = Thread.currentThread();
    private boolean over;

    /** Interrupts the thread that made this, unless it waits no longer. */
    synchronized void interrupt() {
        if (!over) {
            waiting.interrupt();
        }
    }

    /** From now on the thread is left alone. */
    @Override
    public synchronized void close() {
        over = true;
    }
}
