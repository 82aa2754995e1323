package io.github.imgproxy4j.cli.doctor;

import java.util.Set;

/** Checks one or more aspects of a setup. Changes nothing, apart from a probe that it deletes. */
public interface Check {
    /** The ids of its checks. */
    Set<CheckId> ids();

    /**
     * Looks, and adds at least one finding for each of its questions.
     *
     * @throws InterruptedException if it is given up because the time is over
     */
    void run(Findings findings) throws InterruptedException;
}
