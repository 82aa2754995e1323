package io.github.imgproxy4j.cli.warm;

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
    private final Form form;
    private @Nullable ScheduledExecutorService ticker;
    private @Nullable Summary summary;
    private int columns;

    /** A display that nothing is shown on yet. */
    public Progress(PrintWriter out, Form form) {
        this.out = out;
        this.form = form;
    }

    void begin(Summary begun) {
        summary = begun;
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

    void end() {
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
        if (summary == null) {
            return;
        }
        String text = text(summary);
        if (form == Form.BAR) {
            String line = bar(summary) + " " + text;
            out.print("\r" + line + " ".repeat(Math.max(0, columns - line.length())));
            columns = line.length();
            out.flush();
        } else {
            out.println("warm: " + text);
        }
    }

    private static String bar(Summary summary) {
        int full = summary.toDo() == 0 ? BAR_COLUMNS : (int) ((long) BAR_COLUMNS * summary.done() / summary.toDo());
        return "[" + "#".repeat(full) + ".".repeat(BAR_COLUMNS - full) + "]";
    }

    private static String text(Summary summary) {
        int done = summary.done();
        double seconds = summary.elapsed().toMillis() / 1000.0;
        double rate = done / Math.max(seconds, 0.001);
        String left = done == 0 || done == summary.toDo()
                ? ""
                : ", " + time((long) Math.ceil((summary.toDo() - done) / rate)) + " left";
        int failed = summary.failures().size();
        return String.format(Locale.ROOT, "%d of %d, %.1f/s%s", done, summary.toDo(), rate, left)
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
        BAR,
        LINES,
        NONE
    }
}
