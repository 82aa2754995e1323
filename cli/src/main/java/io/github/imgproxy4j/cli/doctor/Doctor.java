package io.github.imgproxy4j.cli.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs checks concurrently, all within one time limit. */
public final class Doctor {
    private static final Duration GRACE = Duration.ofMillis(1500);

    private final Duration limit;

    /**
     * Creates a doctor.
     *
     * @param limit the maximum time for all checks together
     */
    public Doctor(Duration limit) {
        this.limit = limit;
    }

    /**
     * Runs checks.
     *
     * @return at least one finding for each question, the worst first, else in the order of the questions
     */
    public List<Finding> run(List<Check> checks) throws InterruptedException {
        List<Findings> found = checks.stream().map(check -> new Findings()).toList();
        ExecutorService threads = Executors.newCachedThreadPool(Doctor::daemon);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < checks.size(); i++) {
                tasks.add(task(checks.get(i), found.get(i)));
            }
            List<Future<Void>> futures = threads.invokeAll(tasks, limit.toMillis(), TimeUnit.MILLISECONDS);
            for (int i = 0; i < checks.size(); i++) {
                addMissing(checks.get(i), futures.get(i), found.get(i));
            }
            threads.shutdown();
            // An interrupted check deletes its probe.
            threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            threads.shutdownNow();
        }
        return found.stream()
                .flatMap(findings -> findings.list().stream())
                .sorted(Comparator.comparing(Finding::status).thenComparing(Finding::id))
                .toList();
    }

    private static Callable<Void> task(Check check, Findings findings) {
        return () -> {
            check.run(findings);
            return null;
        };
    }

    private void addMissing(Check check, Future<Void> future, Findings findings) throws InterruptedException {
        String reason = reason(future);
        for (CheckId id : check.ids()) {
            if (!findings.has(id)) {
                findings.unknown(id, reason);
            }
        }
    }

    private String reason(Future<Void> future) throws InterruptedException {
        try {
            future.get();
            return "the check ended without a result; please report this";
        } catch (CancellationException tooLate) {
            return "no result within " + limit.toSeconds() + " s";
        } catch (ExecutionException failed) {
            return "the check failed: " + failed.getCause();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "doctor");
        thread.setDaemon(true);
        return thread;
    }
}
