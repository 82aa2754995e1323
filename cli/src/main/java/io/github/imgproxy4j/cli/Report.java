package io.github.imgproxy4j.cli;

import java.io.PrintWriter;

/** Prints labelled lines in two columns. */
final class Report {
    private static final String LINE = "%-10s %s%n";

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    /** A line with its label. */
    void add(String label, String text) {
        out.printf(LINE, label, text);
    }

    /** A further line of the last label. */
    void addMore(String text) {
        out.printf(LINE, "", text);
    }
}
