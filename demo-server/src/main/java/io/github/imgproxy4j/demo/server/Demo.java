package io.github.imgproxy4j.demo.server;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts the packed demo on the port in the environment variable {@code PORT}, or else on 8080. */
public final class Demo {
    private static final int DEFAULT_PORT = 8080;
    private static final String PORT_RULE = "must be a port number from 1 to 65535";

    private Demo() {}

    /** Runs until the JVM is stopped; the only argument is the WAR. */
    @SuppressWarnings("SystemOut") // What a program says to whoever started it.
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        try {
            serve(Path.of(arguments[0]), port(System.getenv("PORT")));
        } catch (Exception notStarted) {
            System.err.println("The demo cannot start: " + reason(notStarted));
            System.exit(1);
        }
    }

    /** Closing removes the folders of a partly started web app. */
    @SuppressWarnings("SystemOut")
    private static void serve(Path war, int port) throws Exception {
        try (WarServer server = new WarServer(war, null, port, Map.of())) {
            server.stopAtShutdown();
            server.start();
            System.out.println("The imgproxy4j demo is ready at " + server.url() + " (Ctrl-C stops it)");
            server.join();
        }
    }

    static int port(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= 0xFFFF) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("environment variable PORT [" + text + "] " + PORT_RULE, notANumber);
        }
        throw new IllegalArgumentException("environment variable PORT [" + text + "] " + PORT_RULE);
    }

    /**
     * The reason why a server did not start, in one line: the root cause, and a solution for a port in use.
     *
     * @param failure what {@link WarServer#start} threw
     */
    public static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && !(cause instanceof IOException)
                && !(cause instanceof IllegalArgumentException)) {
            cause = cause.getCause();
        }
        if (cause instanceof IOException && cause.getCause() instanceof BindException) {
            return cause.getMessage() + "; is it taken? The environment variable PORT chooses another one";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
