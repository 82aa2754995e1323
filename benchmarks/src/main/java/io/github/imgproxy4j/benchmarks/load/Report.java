package io.github.imgproxy4j.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found, as Markdown. For one thread. */
final class Report {
    private final List<String> conditions = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final StringBuilder sections = new StringBuilder();

    /** A fact about the machine or the run. */
    void condition(String text) {
        conditions.add(text);
    }

    /** A figure that has to be at least so much. */
    void atLeast(String what, double limit, double figure) {
        targets.add(new Target(what, "at least " + number(limit), figure, figure >= limit));
    }

    /** A figure that has to be at most so much. */
    void atMost(String what, double limit, double figure) {
        targets.add(new Target(what, "at most " + number(limit), figure, figure <= limit));
    }

    void add(Table table) {
        sections.append('\n').append(table.text());
    }

    void section(String heading, String markdown) {
        sections.append("\n### ").append(heading).append("\n\n").append(markdown);
    }

    /** The whole report; a scenario that hangs may still be adding to it. */
    String text() {
        StringBuilder text = new StringBuilder();
        conditions.forEach(condition -> text.append("- ").append(condition).append('\n'));
        if (!targets.isEmpty()) {
            Table table = new Table("Targets", "target", "wanted", "figure", "met");
            targets.forEach(target ->
                    table.row(target.what, target.wanted, number(target.figure), target.met ? "yes" : "**no**"));
            text.append('\n').append(table.text());
        }
        return text.append(sections).toString();
    }

    /** With as many digits as mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** The median, with the least and the greatest. */
    static String spread(List<Double> values) {
        return number(Numbers.median(values)) + " (" + number(Numbers.percentile(values, 0)) + " to "
                + number(Numbers.percentile(values, 100)) + ")";
    }

    private record Target(String what, String wanted, double figure, boolean met) {}

    /** A table under a heading. */
    static final class Table {
        private final StringBuilder text = new StringBuilder();

        Table(String heading, String... columns) {
            text.append("### ").append(heading).append("\n\n");
            row(columns);
            text.append("| ---").append(" | ---:".repeat(columns.length - 1)).append(" |\n");
        }

        Table row(String... cells) {
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
            return this;
        }

        String text() {
            return text.toString();
        }
    }
}
