package io.github.imgproxy4j.cli.doctor;

import java.util.Set;

/** Answers one or more questions about a set-up. Changes nothing, apart from a probe that it removes. */
public interface Check {
    /** The questions that it answers. */
    Set<CheckId> ids();

    /**
     * Looks, and adds at least one finding for each of its questions.
     *
     * @throws InterruptedException if it is given up because the time is over
     */
    void run(Findings findings) throws InterruptedException;
}
