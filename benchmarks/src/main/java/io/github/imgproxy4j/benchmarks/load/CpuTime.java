package io.github.imgproxy4j.benchmarks.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** The processor time of processes, from Linux's {@code /proc}. */
final class CpuTime {
    /** {@code USER_HZ}, which is the same on every Linux that Java runs on. */
    private static final long TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int STIME = 12;

    private CpuTime() {}

    /** User and system time of a process and of its children that are alive, in microseconds. */
    static long microsOf(long pid) throws IOException {
        long[] pids = LongStream.concat(
                        LongStream.of(pid),
                        ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::descendants)
                                .mapToLong(ProcessHandle::pid))
                .toArray();
        long ticks = 0;
        for (long each : pids) {
            ticks += ticksOf(each);
        }
        return ticks * 1_000_000 / TICKS_PER_SECOND;
    }

    private static long ticksOf(long pid) throws IOException {
        try {
            return ticks(Files.readString(Path.of("/proc/" + pid + "/stat")));
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /** From a line of {@code /proc/PID/stat}; the name in parentheses may hold anything. */
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
    }

    /** The time of the threads of a process that are alive, in nanoseconds: exact, where ticks are too coarse. */
    static long nanosOfThreads(long pid) throws IOException {
        long nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                nanos += nanosOf(thread);
            }
        }
        return nanos;
    }

    private static long nanosOf(Path thread) throws IOException {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", -1)[0]);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    /** The most memory the process ever had in use, as the kernel counts it, in bytes. */
    static long peakResidentBytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IOException("/proc/" + pid + "/status has no VmHWM");
    }
}
