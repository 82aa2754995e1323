package io.github.imgproxy4j.cli;

/** The exit status of all subcommands. */
final class ExitStatus {
    /** Success. */
    static final int OK = 0;

    /** The answer is no, or something failed on the way. */
    static final int FAILED = 1;

    /** The arguments or the settings are wrong; nothing was done. */
    static final int USAGE = 2;

    private ExitStatus() {}
}
