package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import java.time.Clock;
import java.util.ServiceLoader;

/**
 * What paths may ask for on this server, besides what every path may.
 *
 * @param presets the server's lists of options
 * @param rawAllowed whether a source may be had unprocessed
 * @param securityOptionsAllowed whether a path may change the limits
 * @param clock tells which paths have expired
 */
record PathRules(Presets presets, boolean rawAllowed, boolean securityOptionsAllowed, Clock clock) {

    static final String ALLOW_RAW = "imgproxy.allow-raw";
    static final String ALLOW_SECURITY_OPTIONS = "imgproxy.allow-security-options";

    /** The rules of a server with these settings. */
    static PathRules of(Settings settings, Presets presets, Clock clock) {
        return new PathRules(presets, isOn(settings, ALLOW_RAW), isOn(settings, ALLOW_SECURITY_OPTIONS), clock);
    }

    /** Both belong to the filter, which refuses such paths itself, and whose classes are not to be reached from here. */
    private static boolean isOn(Settings settings, String key) {
        for (SettingsCatalog catalog : ServiceLoader.load(SettingsCatalog.class, Settings.class.getClassLoader())) {
            for (Setting<?> setting : catalog.settings()) {
                if (setting.key().equals(key)) {
                    return Boolean.TRUE.equals(settings.find(setting));
                }
            }
        }
        return false;
    }

    /** The rules of a server on which nothing is allowed that imgproxy does not allow by itself. */
    static PathRules strict(Presets presets, Clock clock) {
        return new PathRules(presets, false, false, clock);
    }
}
