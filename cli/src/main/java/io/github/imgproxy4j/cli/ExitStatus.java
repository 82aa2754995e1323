package io.github.imgproxy4j.cli;

/** The exit status of all subcommands. */
final class ExitStatus {
    /** Success. */
    static final int OK = 0;

    /** The check or the command failed. */
    static final int FAILED = 1;

    /** The arguments or the settings are wrong; nothing was done. */
    static final int USAGE = 2;

    private ExitStatus() {}
}
