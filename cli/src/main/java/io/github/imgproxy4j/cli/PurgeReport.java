package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.purge.Removal;
import io.github.imgproxy4j.internal.text.JsonObject;
import java.io.PrintWriter;
import java.util.List;
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
        long failed = failed(removals);
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

    private static long failed(List<Removal> removals) {
        return removals.stream().filter(removal -> !removal.succeeded()).count();
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

    private JsonObject json(List<Removal> removals) {
        return new JsonObject()
                .flag("dryRun", dryRun)
                .number("removed", sum(removals))
                .number("failed", failed(removals))
                .objects("results", removals.stream().map(PurgeReport::json).toList());
    }

    private static JsonObject json(Removal removal) {
        JsonObject json = new JsonObject()
                .text("place", removal.place())
                .text(removal.selection().kind().word(), removal.selection().value());
        if (removal.count() >= 0) {
            json.number("count", removal.count());
        }
        return json.texts("keys", removal.keys()).text("problem", removal.problem());
    }
}
