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
 * The threads that process images. A caller gets a response soon after the time limit of its image, whatever a codec
 * does. Thread-safe.
 *
 * <p>Java code checks the deadline and ends by itself. Native code and third-party decoders cannot be stopped: a thread
 * that is stuck there {@link #GRACE} after its deadline is abandoned and reported, and its place is given to the next
 * image. At most as many threads are replaced as there are places; beyond that, places stay occupied until their
 * threads return, so that the number of stuck threads is bounded.
 */
final class Workers implements AutoCloseable {
    /** How long after its deadline a worker may end. */
    static final Duration GRACE = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int FRAMES_IN_LOG = 6;

    private final int places;
    private final AtomicInteger stuck = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    /** Terminated threads are removed when the next one is created. */
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor threads;

    /**
     * Threads that are started on demand.
     *
     * @param places the number of concurrent workers
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
     * Processes an image and waits for the result.
     *
     * @param deadline that of the work; cancelled if the waiting thread is interrupted
     * @param place closed when the work is finished, or when its thread is abandoned
     * @throws ProcessingException if the work is not finished in time
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

    /** It was cancelled; its response, if any, is discarded. */
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

    /** The number of threads that are stuck after their time limit. */
    int stuck() {
        return stuck.get();
    }

    /**
     * Whether there is a worker for the next image.
     *
     * @throws IOException if all are stuck, and no more can be replaced
     */
    void checkAnyLeft() throws IOException {
        int now = stuck();
        if (now >= 2 * places) {
            throw new IOException("no worker is left: " + now
                    + " are stuck in a codec after the time limit of their image;" + " restart the application");
        }
    }

    /** Stops all threads and waits briefly for them; stuck threads are left. */
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

    /** Produces a response. */
    @FunctionalInterface
    interface Work {
        ProcessorResponse answer() throws InterruptedException;
    }

    /** The work on one image, with one thread that processes it and one that waits. */
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

        /** The response, or null if there is none within a time limit. */
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

        /** Stops waiting; false if the work has just ended. */
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
