package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.Json;
import io.github.imgproxy4j.cli.purge.Removal;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Prints what was removed, or would be. */
final class PurgeReport {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean dryRun;

    PurgeReport(CommandLine command, boolean dryRun) {
        this.out = command.getOut();
        this.err = command.getErr();
        this.dryRun = dryRun;
    }

    void print(List<Removal> removals, boolean json) {
        if (json) {
            out.println(json(removals));
            return;
        }
        removals.forEach(this::print);
        long failed = removals.stream().filter(removal -> !removal.succeeded()).count();
        out.println((dryRun ? "would remove " : "removed ")
                + total(removals)
                + (failed == 0 ? "" : "; " + failed + " of " + removals.size() + " failed"));
    }

    private void print(Removal removal) {
        if (!removal.succeeded()) {
            err.println("purge: [" + removal.selection() + "] " + removal.problem());
            return;
        }
        removal.keys().forEach(out::println);
        out.println(removal.selection() + ": " + count(removal) + " in the " + removal.place());
    }

    private static String count(Removal removal) {
        return removal.count() < 0 ? "all that there are" : Long.toString(removal.count());
    }

    private static String total(List<Removal> removals) {
        boolean uncounted = removals.stream().anyMatch(removal -> removal.succeeded() && removal.count() < 0);
        return sum(removals) + (uncounted ? " and those that were not counted" : "");
    }

    private static long sum(List<Removal> removals) {
        return removals.stream()
                .mapToLong(removal -> Math.max(0, removal.count()))
                .sum();
    }

    private String json(List<Removal> removals) {
        return "{\"dryRun\":" + dryRun + ",\"removed\":" + sum(removals) + ",\"failed\":"
                + removals.stream().filter(removal -> !removal.succeeded()).count() + ",\"results\":[\n"
                + removals.stream().map(PurgeReport::json).collect(Collectors.joining(",\n")) + "\n]}";
    }

    private static String json(Removal removal) {
        String problem = removal.problem();
        return "{\"place\":" + Json.string(removal.place())
                + ",\"" + removal.selection().kind().word() + "\":"
                + Json.string(removal.selection().value())
                + (removal.count() < 0 ? "" : ",\"count\":" + removal.count())
                + (removal.keys().isEmpty() ? "" : ",\"keys\":" + keys(removal.keys()))
                + (problem == null ? "" : ",\"problem\":" + Json.string(problem)) + "}";
    }

    private static String keys(List<String> keys) {
        return keys.stream().map(Json::string).collect(Collectors.joining(",", "[", "]"));
    }
}
