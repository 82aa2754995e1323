package io.github.imgproxy4j.cli.output;

import java.io.PrintWriter;

/** Prints labelled lines in two columns. */
public final class Report {
    private static final String LINE = "%-10s %s%n";

    private final PrintWriter out;

    public Report(PrintWriter out) {
        this.out = out;
    }

    /** A line with its label. */
    public void add(String label, String text) {
        out.printf(LINE, label, text);
    }

    /** A further line of the last label. */
    public void addMore(String text) {
        out.printf(LINE, "", text);
    }
}
