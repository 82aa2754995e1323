package io.github.imgproxy4j.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Clients that ask at a steady pace, however long the answers take, as people do and wrk does not: a time counts from the
 * moment when the request was due.
 */
final class Visitors {
    private final int port;
    private final Supplier<String> targets;
    private final int clients;
    private final int everyMillis;

    /**
     * Visitors.
     *
     * @param targets what is asked for next; asked by one thread at a time
     * @param clients how many, each with a connection
     * @param everyMillis the time from one request of a client to its next
     */
    Visitors(int port, Supplier<String> targets, int clients, int everyMillis) {
        this.port = port;
        this.targets = targets;
        this.clients = clients;
        this.everyMillis = everyMillis;
    }

    /** Begins to ask for so many seconds; the milliseconds of all answers. */
    Callable<List<Double>> during(int seconds) {
        return () -> {
            ExecutorService threads = Executors.newFixedThreadPool(clients);
            try {
                long start = System.nanoTime();
                long end = start + TimeUnit.SECONDS.toNanos(seconds);
                List<Future<List<Double>>> running = new ArrayList<>();
                for (int client = 0; client < clients; client++) {
                    long first = start + TimeUnit.MILLISECONDS.toNanos((long) everyMillis * client / clients);
                    running.add(threads.submit(() -> ask(first, end)));
                }
                List<Double> millis = new ArrayList<>();
                for (Future<List<Double>> found : running) {
                    millis.addAll(found.get());
                }
                return millis;
            } catch (ExecutionException failed) {
                throw new IOException(failed.getCause());
            } finally {
                threads.shutdownNow();
            }
        };
    }

    private List<Double> ask(long first, long end) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (Probe probe = new Probe(port)) {
            for (long due = first; due < end; due += TimeUnit.MILLISECONDS.toNanos(everyMillis)) {
                LockSupport.parkNanos(due - System.nanoTime());
                Probe.Reply reply = probe.get(next());
                if (reply.status() != 200) {
                    throw new IOException("a visitor was answered " + reply);
                }
                millis.add((System.nanoTime() - due) / 1e6);
            }
        }
        return millis;
    }

    private String next() {
        synchronized (targets) {
            return targets.get();
        }
    }
}
