package io.github.imgproxy4j.cli.output;

import java.io.Console;

/** Where the output goes. */
public final class Terminal {
    private Terminal() {}

    /** Whether people see it as it is written. From Java 22 on there is a console where there is no terminal. */
    @SuppressWarnings("SystemConsoleNull") // It is null on Java 17 and 21.
    public static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
