package io.github.imgproxy4j.embedded;

import java.time.Clock;

/**
 * What paths may ask for on this server, besides what every path may.
 *
 * @param presets the server's lists of options
 * @param rawAllowed whether a source may be had unprocessed
 * @param securityOptionsAllowed whether a path may change the limits
 * @param clock tells which paths have expired
 */
record PathRules(Presets presets, boolean rawAllowed, boolean securityOptionsAllowed, Clock clock) {

    /** The rules of a server on which nothing is allowed that imgproxy does not allow by itself. */
    static PathRules strict(Presets presets, Clock clock) {
        return new PathRules(presets, false, false, clock);
    }
}
