package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.ExitStatus;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The entry point of {@code java -jar imgproxy4j.jar}. */
public final class Main {
    private Main() {}

    /**
     * Runs one subcommand and exits: with 0 for success, 1 if the check or the command failed, 2 for wrong arguments
     * or settings.
     *
     * @param arguments a subcommand with its options; no arguments print the usage
     */
    @SuppressWarnings("SystemOut") // A command line prints to its caller.
    public static void main(String[] arguments) {
        Charset terminal = Charset.forName(System.getProperty("stdout.encoding", StandardCharsets.UTF_8.name()));
        PrintWriter out = new PrintWriter(System.out, true, terminal);
        PrintWriter err = new PrintWriter(System.err, true, terminal);
        try {
            System.exit(run(Map.copyOf(System.getenv()), out, err, arguments));
        } catch (Error fault) {
            // Other threads would keep the process alive.
            fault.printStackTrace(err);
            System.exit(ExitStatus.FAILED);
        }
    }

    /** Runs one subcommand with another environment and other streams, and returns its exit status. */
    static int run(Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
        int status =
                Imgproxy4jCommand.commandLine(environment, out, err, arguments).execute(arguments);
        out.flush();
        err.flush();
        return status;
    }
}
