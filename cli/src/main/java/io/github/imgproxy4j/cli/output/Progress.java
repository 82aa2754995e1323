package io.github.imgproxy4j.cli.output;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows how far the run is: a bar that moves on a terminal, or a line now and then. */
public final class Progress {
    private static final int BAR_COLUMNS = 30;
    private static final Duration BAR_TICK = Duration.ofMillis(200);
    private static final Duration LINE_TICK = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final String name;
    private final Form form;
    private @Nullable ScheduledExecutorService ticker;
    private @Nullable Work work;
    private int columns;

    /**
     * A display that nothing is shown on yet.
     *
     * @param name of the subcommand, in front of lines
     * @param form how it is shown
     */
    public Progress(PrintWriter out, String name, Form form) {
        this.out = out;
        this.name = name;
        this.form = form == Form.AUTO ? Terminal.isThere() ? Form.BAR : Form.LINES : form;
    }

    /** Shows a run from now on. */
    public void begin(Work begun) {
        synchronized (this) {
            work = begun;
        }
        if (form == Form.NONE) {
            return;
        }
        long millis = (form == Form.BAR ? BAR_TICK : LINE_TICK).toMillis();
        ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        var unused = ticker.scheduleAtFixedRate(this::show, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Prints a line beside the bar. */
    public synchronized void println(String line) {
        if (columns > 0) {
            out.print("\r" + " ".repeat(columns) + "\r");
            columns = 0;
        }
        out.println(name + ": " + line);
    }

    /** Shows the last state. */
    public void end() {
        if (ticker != null) {
            ticker.shutdownNow();
            show();
            if (form == Form.BAR) {
                out.println();
            }
            out.flush();
        }
    }

    private synchronized void show() {
        if (work == null) {
            return;
        }
        String text = text(work);
        if (form == Form.BAR) {
            String line = bar(work) + " " + text;
            out.print("\r" + line + " ".repeat(Math.max(0, columns - line.length())));
            columns = line.length();
            out.flush();
        } else {
            out.println(name + ": " + text);
        }
    }

    private static String bar(Work work) {
        int total = work.total();
        int full = total == 0 ? BAR_COLUMNS : total < 0 ? 0 : (int) ((long) BAR_COLUMNS * work.done() / total);
        return "[" + "#".repeat(full) + ".".repeat(BAR_COLUMNS - full) + "]";
    }

    private static String text(Work work) {
        int done = work.done();
        int total = work.total();
        double rate = done / Math.max(work.elapsed().toMillis() / 1000.0, 0.001);
        String left = done == 0 || total <= done ? "" : ", " + time((long) Math.ceil((total - done) / rate)) + " left";
        int failed = work.failed();
        return String.format(Locale.ROOT, "%d%s, %.1f/s%s", done, total < 0 ? "" : " of " + total, rate, left)
                + (failed == 0 ? "" : ", " + failed + " failed");
    }

    /** {@code 1:02:03}, or {@code 2:03}. */
    static String time(long seconds) {
        long hours = seconds / 3600;
        return hours == 0
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60);
    }

    /** How it is shown. */
    public enum Form {
        /** A bar on a terminal, lines elsewhere. */
        AUTO,
        /** A bar that moves. */
        BAR,
        /** A line every ten seconds. */
        LINES,
        /** Not at all. */
        NONE
    }
}
