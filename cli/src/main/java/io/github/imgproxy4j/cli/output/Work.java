package io.github.imgproxy4j.cli.output;

import java.time.Duration;

/** What {@link Progress} shows of a run. Thread-safe. */
public interface Work {
    /** How many steps it has in all; negative as long as that is not known. */
    int UNKNOWN = -1;

    /** How many steps there are, or {@link #UNKNOWN}. */
    int total();

    /** How many of them are done, in whatever way. */
    int done();

    /** How many of those failed. */
    int failed();

    /** Since the first step. */
    Duration elapsed();
}
