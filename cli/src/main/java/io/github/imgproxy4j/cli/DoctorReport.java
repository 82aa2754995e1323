package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.doctor.Finding;
import io.github.imgproxy4j.cli.doctor.Status;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints findings as text: the most important one in the first line, then a line for each check. */
final class DoctorReport {
    private static final int ID_COLUMNS = 20;
    private static final Map<Status, String> STYLES =
            Map.of(Status.FAULT, "bold,red", Status.UNKNOWN, "yellow", Status.OK, "green", Status.SKIPPED, "faint");

    private final PrintWriter out;

    DoctorReport(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints.
     *
     * @param findings the worst first
     */
    void print(List<Finding> findings) {
        out.println(summary(findings));
        out.println();
        findings.stream().filter(finding -> finding.status() != Status.SKIPPED).forEach(this::print);
        skipped(findings).forEach((reason, ids) -> line(Status.SKIPPED, ids, reason));
    }

    private static String summary(List<Finding> findings) {
        long faults = count(findings, Status.FAULT);
        long unknown = count(findings, Status.UNKNOWN);
        String others = count(findings, Status.OK) + " ok, " + unknown + " unknown, " + count(findings, Status.SKIPPED)
                + " skipped";
        if (faults == 0) {
            return (unknown == 0 ? "No fault: " : "No fault found, but some checks had no result: ") + others + ".";
        }
        Finding first = findings.get(0);
        return (faults == 1 ? "1 fault, " : faults + " faults, ") + others + ". "
                + (faults == 1 ? "It is: " : "Begin with: ") + first.text();
    }

    private static long count(List<Finding> findings, Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }

    private void print(Finding finding) {
        line(finding.status(), finding.id().id(), finding.text());
        finding.fix().forEach(fix -> out.println("         " + padded("  fix:") + fix));
    }

    private void line(Status status, String id, String text) {
        String label = String.format("%-8s", status.label());
        out.println(Ansi.AUTO.string("@|" + STYLES.get(status) + " " + label + "|@") + " " + padded(id) + text);
    }

    private static String padded(String text) {
        return text.length() >= ID_COLUMNS ? text + " " : String.format("%-" + ID_COLUMNS + "s", text);
    }

    /** What was not checked for one reason is one line; the name of a check, or their group and how many. */
    private static Map<String, String> skipped(List<Finding> findings) {
        Map<String, List<String>> byReason = findings.stream()
                .filter(finding -> finding.status() == Status.SKIPPED)
                .collect(Collectors.groupingBy(
                        finding -> finding.text(),
                        LinkedHashMap::new,
                        Collectors.mapping(finding -> finding.id().id(), Collectors.toList())));
        Map<String, String> lines = new LinkedHashMap<>();
        byReason.forEach((reason, ids) -> lines.put(
                reason, ids.size() == 1 ? ids.get(0) : ids.get(0).replaceFirst("\\..*", "") + " (" + ids.size() + ")"));
        return lines;
    }
}
