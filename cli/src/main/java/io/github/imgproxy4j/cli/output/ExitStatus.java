package io.github.imgproxy4j.cli.output;

/** The exit status of all subcommands. */
public final class ExitStatus {
    /** Success. */
    public static final int OK = 0;

    /** The check or the command failed. */
    public static final int FAILED = 1;

    /** The arguments or the settings are wrong; nothing was done. */
    public static final int USAGE = 2;

    private ExitStatus() {}
}
