package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that images are made on. Whoever asks for one is answered soon after its time is over, whatever a codec
 * does. Thread-safe.
 *
 * <p>Java code looks at the deadline and ends by itself. Native code and the inside of a foreign decoder cannot be
 * stopped: a thread that is stuck there {@link #GRACE} after its time is left to itself, its place goes to the next image,
 * and it is reported. No more are replaced at a time than there are places; from there on places stay taken until their
 * threads come back, so that stuck threads cannot become any number.
 */
final class Workers implements AutoCloseable {
    /** How long after its deadline a worker may come to its end. */
    static final Duration GRACE = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int FRAMES_IN_LOG = 6;

    private final int places;
    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    /** Those that have ended are removed when the next one is made. */
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor threads;

    /**
     * Threads that start when they are needed.
     *
     * @param places how many work at a time
     */
    Workers(int places) {
        this.places = places;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), this::thread);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "imgproxy4j-embedded-" + number.incrementAndGet());
        thread.setDaemon(true);
        made.removeIf(other -> other.getState() == Thread.State.TERMINATED);
        made.add(thread);
        return thread;
    }

    /**
     * Does the work on an image and waits for it.
     *
     * @param deadline that of the work; called off if the waiting thread is interrupted
     * @param place closed when the work is over, or somebody else has to do the next
     * @throws ProcessingException if the work is not over in time
     * @throws InterruptedException if this thread was interrupted; the work ends soon
     * @throws IOException if this is closed
     */
    ProcessorResponse run(Work work, Deadline deadline, WorkQueue.Place place)
            throws ProcessingException, InterruptedException, IOException {
        Job job = new Job(work, place);
        try {
            threads.execute(job);
        } catch (RejectedExecutionException closed) {
            place.close();
            throw new IOException("the embedded processor is closed", closed);
        }
        try {
            ProcessorResponse answer = job.await(deadline.left().plus(GRACE));
            return answer != null ? answer : leave(job);
        } catch (InterruptedException left) {
            deadline.callOff();
            job.interrupt();
            awaitEnd(job);
            throw left;
        }
    }

    private ProcessorResponse leave(Job job) throws ProcessingException, InterruptedException, IOException {
        if (job.abandon()) {
            throw ProcessingException.timeout("the image was not finished in time, and its worker is still busy");
        }
        return job.result();
    }

    /** Somebody has called it off; its answer, if it has one by now, is for nobody. */
    private void awaitEnd(Job job) {
        try {
            ProcessorResponse answer = job.await(GRACE);
            if (answer != null) {
                answer.close();
                return;
            }
        } catch (InterruptedException | IOException ended) {
            LOG.debug("called off: {}", ended.toString());
        }
        if (!job.isDone()) {
            job.abandon();
        }
    }

    /** How many threads are in code that does not end although its time is over. */
    int stuck() {
        return stuck.get();
    }

    /**
     * Whether there is a worker for the next image.
     *
     * @throws IOException if all are stuck, and as many as were replaced before
     */
    void checkAnyLeft() throws IOException {
        int now = stuck();
        if (now >= 2 * places) {
            throw new IOException("no worker is left: " + now + " have not come back from a codec although the time of"
                    + " their image is over; restart the application");
        }
    }

    /** Ends all threads and waits for them a moment; those that are stuck are left. */
    @Override
    public void close() {
        threads.shutdownNow();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : made) {
            try {
                if (thread != Thread.currentThread()) {
                    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Makes an answer. */
    @FunctionalInterface
    interface Work {
        ProcessorResponse answer() throws InterruptedException;
    }

    /** The work on one image, with one thread that does it and one that waits. */
    private final class Job implements Runnable {
        private final Work work;
        private final WorkQueue.Place place;
        private final AtomicBoolean placeLeft = new AtomicBoolean();
        private final CompletableFuture<ProcessorResponse> done = new CompletableFuture<>();
        private @Nullable Thread runner;

        Job(Work work, WorkQueue.Place place) {
            this.work = work;
            this.place = place;
        }

        @Override
        public void run() {
            setRunner(Thread.currentThread());
            ProcessorResponse answer = null;
            Throwable failure = null;
            try {
                answer = work.answer();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            setRunner(null);
            leavePlace();
            boolean awaited = answer != null ? done.complete(answer) : done.completeExceptionally(failure);
            if (!awaited) {
                comeBack(answer);
            }
        }

        private void comeBack(@Nullable ProcessorResponse forNobody) {
            stuck.decrementAndGet();
            LOG.info(
                    "{} has come back from an image whose time was over",
                    Thread.currentThread().getName());
            if (forNobody != null) {
                forNobody.close();
            }
        }

        private void leavePlace() {
            if (placeLeft.compareAndSet(false, true)) {
                place.close();
            }
        }

        private synchronized void setRunner(@Nullable Thread thread) {
            runner = thread;
            if (thread == null) {
                // The next work on this thread is not the one that was called off.
                boolean unused = Thread.interrupted();
            }
        }

        synchronized void interrupt() {
            if (runner != null) {
                runner.interrupt();
            }
        }

        boolean isDone() {
            return done.isDone();
        }

        /** The answer, or null if there is none within a limit. */
        @Nullable
        ProcessorResponse await(Duration limit) throws InterruptedException, IOException {
            try {
                return done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                return null;
            } catch (ExecutionException failed) {
                throw failure(failed);
            }
        }

        ProcessorResponse result() throws InterruptedException, IOException {
            try {
                return done.get();
            } catch (ExecutionException failed) {
                throw failure(failed);
            }
        }

        private IOException failure(ExecutionException failed) throws InterruptedException {
            if (failed.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            return new IOException("the work on an image failed", failed.getCause());
        }

        /** Waits no longer; false if the work has ended in this moment. */
        synchronized boolean abandon() {
            // Before the others learn of it, because the thread may come back at once.
            int now = stuck.incrementAndGet();
            if (!done.completeExceptionally(new TimeoutException())) {
                stuck.decrementAndGet();
                return false;
            }
            boolean replaced = now <= places;
            if (replaced) {
                leavePlace();
            }
            LOG.warn(
                    "a worker is stuck after its time is over and {}; stuck now: {}; {}",
                    replaced ? "is replaced" : "is not replaced any more",
                    now,
                    runner == null ? "about to end" : whereabouts(runner));
            return true;
        }
    }

    private static String whereabouts(Thread thread) {
        return thread.getName()
                + Arrays.stream(thread.getStackTrace())
                        .limit(FRAMES_IN_LOG)
                        .map(frame -> " at " + frame)
                        .collect(Collectors.joining());
    }
}
