package io.github.imgproxy4j.filter.internal.connection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Cancels requests whose time is over, whatever they are doing: a timeout of a socket starts again with each byte, and
 * there is none for writing. Thread-safe.
 *
 * <p>One thread looks at all requests, some times within the shortest limit; it begins with the first request.
 */
public final class RequestDeadlines implements AutoCloseable {
    private static final int LOOKS_PER_LIMIT = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Duration period;
    private final ScheduledThreadPoolExecutor thread;
    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * Deadlines without a thread yet.
     *
     * @param client whose requests they are, for the name of the thread: {@code upstream}
     * @param shortest the shortest limit there will be
     */
    public RequestDeadlines(String client, Duration shortest) {
        this.period = shortest.dividedBy(LOOKS_PER_LIMIT);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "imgproxy4j-" + client + "-deadlines");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * A request begins.
     *
     * @param limit when it is called off, unless it was {@link Deadline#met} by then
     * @param callOff ends it; run by another thread, once at most
     */
    public Deadline begin(Duration limit, Runnable callOff) {
        Deadline deadline = new Deadline(System.nanoTime() + limit.toNanos(), callOff);
        running.add(deadline);
        if (looking.compareAndSet(false, true)) {
            startLooking();
        }
        return deadline;
    }

    private void startLooking() {
        long nanos = Math.max(TimeUnit.MILLISECONDS.toNanos(1), period.toNanos());
        try {
            ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                    () -> running.forEach(Deadline::look), nanos, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // Then the client is closed as well, and the request fails at once.
        }
    }

    /** Ends the thread, and waits for it so that nothing of a web app runs on when it is undeployed. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            boolean unused = thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private enum State {
        RUNNING,
        MET,
        OVER
    }

    /** The deadline of one request, which ends when it is closed. */
    public final class Deadline implements AutoCloseable {
        private final long atNanos;
        private final Runnable callOff;
        private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

        private Deadline(long atNanos, Runnable callOff) {
            this.atNanos = atNanos;
            this.callOff = callOff;
        }

        private void look() {
            if (System.nanoTime() - atNanos >= 0 && state.compareAndSet(State.RUNNING, State.OVER)) {
                callOff.run();
            }
        }

        /** Says that what was waited for is there; false if the request is called off already. */
        public boolean met() {
            return state.compareAndSet(State.RUNNING, State.MET);
        }

        public boolean isOver() {
            return state.get() == State.OVER;
        }

        @Override
        public void close() {
            running.remove(this);
        }
    }
}
