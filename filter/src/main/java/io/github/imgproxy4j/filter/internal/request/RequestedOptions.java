package io.github.imgproxy4j.filter.internal.request;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The few processing options of a path that the proxy itself has to know.
 *
 * @param expiresAt when imgproxy would begin to answer 404, or null
 * @param raw whether the source is wanted unprocessed
 * @param security whether it would change a limit that protects upstream
 */
record RequestedOptions(@Nullable Instant expiresAt, boolean raw, boolean security) {
    private static final Set<String> SECURITY = Set.of(
            "msr",
            "max_src_resolution",
            "msfs",
            "max_src_file_size",
            "maf",
            "max_animation_frames",
            "mafr",
            "max_animation_frame_resolution",
            "mrd",
            "max_result_dimension");
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");

    /** Reads a canonical path; options end at the first segment without a separator, later ones win. */
    static RequestedOptions of(String path, String separator) {
        Instant expires = null;
        boolean raw = false;
        boolean security = false;
        int start = 1;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            int mark = path.indexOf(separator, start);
            if (mark < 0 || mark >= end || slash < 0) {
                break;
            }
            String name = path.substring(start, mark);
            String argument = path.substring(mark + separator.length(), end);
            if (name.equals("exp") || name.equals("expires")) {
                expires = expiry(argument);
            } else if (name.equals("raw")) {
                raw = TRUE.contains(argument);
            } else if (SECURITY.contains(name)) {
                security = true;
            }
            start = end + 1;
        }
        return new RequestedOptions(expires, raw, security);
    }

    /** Zero, a negative number or no number have no effect in imgproxy, or are refused by it. */
    private static @Nullable Instant expiry(String argument) {
        try {
            long second = Long.parseLong(argument);
            return second > 0 && second < Instant.MAX.getEpochSecond() ? Instant.ofEpochSecond(second) : null;
        } catch (NumberFormatException notASecond) {
            return null;
        }
    }
}
