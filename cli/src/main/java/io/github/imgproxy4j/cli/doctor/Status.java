package io.github.imgproxy4j.cli.doctor;

import java.util.Locale;

/** What came out of a check, the worst first. */
public enum Status {
    /** Something has to be changed. */
    FAULT,
    /** The check could not be made to its end. */
    UNKNOWN,
    /** All is well. */
    OK,
    /** There was nothing to check. */
    SKIPPED;

    /** As it is printed. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
