package io.github.imgproxy4j.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/** Collects findings. For many threads, so that those of a check that is given up are kept. */
public final class Findings {
    private final List<Finding> findings = new ArrayList<>();

    /** All is well. */
    public void ok(CheckId id, String text) {
        add(new Finding(id, Status.OK, text, List.of()));
    }

    /** Something has to be changed. */
    public void fault(CheckId id, String text, String... fix) {
        add(new Finding(id, Status.FAULT, text, List.of(fix)));
    }

    /** The check could not be made to its end. */
    public void unknown(CheckId id, String reason) {
        add(new Finding(id, Status.UNKNOWN, reason, List.of()));
    }

    /** There was nothing to check. */
    public void skipped(CheckId id, String reason) {
        add(new Finding(id, Status.SKIPPED, reason, List.of()));
    }

    /** All is well, unless something was found by this check before. */
    public void okUnlessFound(CheckId id, String text) {
        if (!has(id)) {
            ok(id, text);
        }
    }

    private synchronized void add(Finding finding) {
        findings.add(finding);
    }

    /** Whether something was found by a check. */
    public synchronized boolean has(CheckId id) {
        return findings.stream().anyMatch(finding -> finding.id() == id);
    }

    /** What was found so far. */
    public synchronized List<Finding> list() {
        return List.copyOf(findings);
    }
}
