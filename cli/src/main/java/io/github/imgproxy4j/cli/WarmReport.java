package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.Json;
import io.github.imgproxy4j.cli.warm.Failure;
import io.github.imgproxy4j.cli.warm.Summary;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what a run of warming has come to, as text or as JSON. */
final class WarmReport {
    private static final int MOST_FAILURES = 20;

    private final Summary summary;

    WarmReport(Summary summary) {
        this.summary = summary;
    }

    void print(PrintWriter out) {
        out.println(counts());
        List<Failure> failures = summary.failures();
        if (!failures.isEmpty()) {
            out.println();
            out.println("Failures: " + reasons(failures));
            failures.stream()
                    .limit(MOST_FAILURES)
                    .forEach(failure -> out.println("  " + failure.url() + "  " + failure.reason()));
            if (failures.size() > MOST_FAILURES) {
                out.println("  and " + (failures.size() - MOST_FAILURES) + " more; --json prints all");
            }
        }
        if (!summary.slowest().isEmpty()) {
            out.println();
            out.println("Slowest:");
            summary.slowest().forEach(timed -> out.println("  " + seconds(timed.taken()) + "  " + timed.url()));
        }
    }

    private String counts() {
        StringBuilder text = new StringBuilder(
                summary.found() + " images: " + summary.made() + " made, " + summary.stored() + " stored already");
        if (summary.unkept() > 0) {
            text.append(", ").append(summary.unkept()).append(" made but not stored");
        }
        if (summary.doneBefore() > 0) {
            text.append(", ").append(summary.doneBefore()).append(" done by an earlier run");
        }
        return text.append(", ")
                .append(summary.failures().size())
                .append(" failures, in ")
                .append(seconds(summary.elapsed()))
                .toString();
    }

    /** {@code 404 (12), 422 (1)}. */
    private static String reasons(List<Failure> failures) {
        Map<String, Long> byReason = failures.stream()
                .collect(Collectors.groupingBy(Failure::reason, LinkedHashMap::new, Collectors.counting()));
        return byReason.entrySet().stream()
                .map(reason -> reason.getKey() + " (" + reason.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    String json() {
        return "{\"found\":" + summary.found() + ",\"made\":" + summary.made() + ",\"stored\":" + summary.stored()
                + ",\"notStored\":" + summary.unkept() + ",\"doneBefore\":" + summary.doneBefore() + ",\"failed\":"
                + summary.failures().size() + ",\"millis\":"
                + summary.elapsed().toMillis() + ",\"failures\":["
                + summary.failures().stream().map(WarmReport::json).collect(Collectors.joining(",")) + "],\"slowest\":["
                + summary.slowest().stream().map(WarmReport::json).collect(Collectors.joining(",")) + "]}";
    }

    private static String json(Failure failure) {
        return "{\"url\":" + Json.string(failure.url().toString()) + ",\"reason\":" + Json.string(failure.reason())
                + "}";
    }

    private static String json(Summary.Timed timed) {
        return "{\"url\":" + Json.string(timed.url().toString()) + ",\"millis\":"
                + timed.taken().toMillis() + "}";
    }
}
