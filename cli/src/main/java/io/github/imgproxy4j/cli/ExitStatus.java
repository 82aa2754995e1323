package io.github.imgproxy4j.cli;

/** What a shell gets back, the same for all subcommands. */
final class ExitStatus {
    /** Everything is as it should be. */
    static final int OK = 0;

    /** The answer is no, or something failed on the way. */
    static final int FAILED = 1;

    /** The arguments or the settings are wrong; nothing was done. */
    static final int USAGE = 2;

    private ExitStatus() {}
}
