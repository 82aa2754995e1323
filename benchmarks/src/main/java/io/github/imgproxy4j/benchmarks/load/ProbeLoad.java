package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Requests by threads in this JVM: HEAD, because wrk would wait for the body that the length announces, and GET where wrk
 * is not installed.
 */
final class ProbeLoad {
    private ProbeLoad() {}

    /** Loads a server over so many connections, each with one request at a time. */
    static Load run(Running server, Requests requests, int connections, int seconds)
            throws IOException, InterruptedException {
        List<String> targets = Files.readAllLines(requests.targets());
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long before = CpuTime.microsOf(server.pid());
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(seconds);
            Callable<List<Double>> client = () -> askUntil(end, server.port(), requests.method(), targets);
            List<Double> millis = new ArrayList<>();
            for (Future<List<Double>> found : threads.invokeAll(Collections.nCopies(connections, client))) {
                millis.addAll(found.get());
            }
            double took = (System.nanoTime() - start) / 1e9;
            double cpuMicros = CpuTime.microsOf(server.pid()) - before;
            return new Load(
                    millis.size(),
                    took,
                    Numbers.percentile(millis, 50),
                    Numbers.percentile(millis, 99),
                    0,
                    0,
                    cpuMicros / millis.size());
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Double> askUntil(long end, int port, String method, List<String> targets) throws IOException {
        List<Double> millis = new ArrayList<>();
        try (Probe probe = new Probe(port)) {
            for (int i = 0; millis.isEmpty() || System.nanoTime() < end; i++) {
                String target = targets.get(i % targets.size());
                Probe.Reply reply = method.equals("HEAD") ? probe.head(target) : probe.get(target);
                if (reply.status() != 200) {
                    throw new IOException("answered " + reply);
                }
                millis.add(reply.lastByteNanos() / 1e6);
            }
        }
        return millis;
    }
}
