package io.github.imgproxy4j.cli.doctor;

import java.util.List;

/**
 * What a check found. Holds no secret.
 *
 * @param id the check
 * @param status how it ended
 * @param text what was seen, or why nothing was: one line
 * @param fix lines to paste or to do; empty unless something is wrong
 */
public record Finding(CheckId id, Status status, String text, List<String> fix) {
    /** Makes sure that it is printed as one line. */
    public Finding {
        text = text.replaceAll("\\s+", " ").strip();
        fix = List.copyOf(fix);
    }
}
