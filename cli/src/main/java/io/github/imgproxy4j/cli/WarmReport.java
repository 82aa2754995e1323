package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.warm.Failure;
import io.github.imgproxy4j.cli.warm.Summary;
import io.github.imgproxy4j.internal.text.JsonObject;
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

    JsonObject json() {
        return new JsonObject()
                .number("found", summary.found())
                .number("made", summary.made())
                .number("stored", summary.stored())
                .number("notStored", summary.unkept())
                .number("doneBefore", summary.doneBefore())
                .number("failed", summary.failures().size())
                .number("millis", summary.elapsed().toMillis())
                .objects(
                        "failures",
                        summary.failures().stream().map(WarmReport::json).toList())
                .objects(
                        "slowest",
                        summary.slowest().stream().map(WarmReport::json).toList());
    }

    private static JsonObject json(Failure failure) {
        return new JsonObject().text("url", failure.url().toString()).text("reason", failure.reason());
    }

    private static JsonObject json(Summary.Timed timed) {
        return new JsonObject()
                .text("url", timed.url().toString())
                .number("millis", timed.taken().toMillis());
    }
}
