package io.github.imgproxy4j.benchmarks.server;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The most memory this JVM had in use, looked at every few milliseconds. Thread-safe. */
final class Peaks {
    private static final int PERIOD_MILLIS = 10;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final BufferPoolMXBean directBuffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    private long heap;
    private long direct;
    private long sum;

    private Peaks() {}

    static Peaks watching() {
        Peaks peaks = new Peaks();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "peaks");
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.scheduleAtFixedRate(peaks::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return peaks;
    }

    private synchronized void look() {
        long heapNow = memory.getHeapMemoryUsage().getUsed();
        long directNow = directBuffers.getMemoryUsed();
        heap = Math.max(heap, heapNow);
        direct = Math.max(direct, directNow);
        sum = Math.max(sum, heapNow + directNow);
    }

    /** Bytes of heap, of direct buffers, and of both at one time: {@code 1 2 3}. */
    synchronized String text() {
        return heap + " " + direct + " " + sum;
    }
}
