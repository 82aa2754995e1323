package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.EmbeddedSettings;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.filter.upstream.UpstreamSettings;
import io.github.imgproxy4j.settings.Settings;
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
record PathRules(
        Presets presets,
        boolean rawAllowed,
        boolean securityOptionsAllowed,
        Clock clock,
        int maxResultSide,
        boolean onlyPresets,
        boolean fileNames) {

    PathRules(Presets presets, boolean rawAllowed, boolean securityOptionsAllowed, Clock clock) {
        this(presets, rawAllowed, securityOptionsAllowed, clock, 0, false, false);
    }

    /** The rules of a server with these settings. */
    static PathRules of(Settings settings, Presets presets, Clock clock) {
        return new PathRules(
                presets,
                settings.get(UpstreamSettings.ALLOW_RAW),
                settings.get(UpstreamSettings.ALLOW_SECURITY_OPTIONS),
                clock,
                settings.get(EmbeddedSettings.MAX_RESULT_DIMENSION),
                settings.get(CoreSettings.ONLY_PRESETS),
                settings.get(CoreSettings.URL_FILE_NAMES));
    }

    /** The rules of a server on which nothing is allowed that imgproxy does not allow by itself. */
    static PathRules strict(Presets presets, Clock clock) {
        return new PathRules(presets, false, false, clock);
    }
}
