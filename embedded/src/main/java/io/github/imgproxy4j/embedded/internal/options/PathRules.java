package io.github.imgproxy4j.embedded.internal.options;

import java.time.Clock;

/**
 * What paths may ask for on this server, besides what every path may.
 *
 * @param presets the server's lists of options
 * @param rawAllowed whether a source may be had unprocessed
 * @param securityOptionsAllowed whether a path may change the limits
 * @param clock tells which paths have expired
 * @param maxResultSide the longest side of a result, unless a path may say otherwise and does; 0: any
 * @param onlyPresets whether a path begins with names of presets, and has no options
 * @param fileNames whether a Base64 source may be followed by a file name
 */
public record PathRules(
        Presets presets,
        boolean rawAllowed,
        boolean securityOptionsAllowed,
        Clock clock,
        int maxResultSide,
        boolean onlyPresets,
        boolean fileNames) {

    public PathRules(Presets presets, boolean rawAllowed, boolean securityOptionsAllowed, Clock clock) {
        this(presets, rawAllowed, securityOptionsAllowed, clock, 0, false, false);
    }

    /** The rules of a server on which nothing is allowed that imgproxy does not allow by itself. */
    public static PathRules strict(Presets presets, Clock clock) {
        return new PathRules(presets, false, false, clock);
    }
}
