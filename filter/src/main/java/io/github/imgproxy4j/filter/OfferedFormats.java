package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.settings.Settings;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at startup which formats pages omit, because this is not visible in a page. */
final class OfferedFormats {
    private static final Logger log = LoggerFactory.getLogger(OfferedFormats.class);

    private OfferedFormats() {}

    static void log(CachingProxy proxy) {
        Set<String> leftOut = proxy.imgproxy().unsupportedFormats();
        if (!leftOut.isEmpty()) {
            log.info(
                    "pages do not offer {}, which {} does not support; set {} to the supported formats",
                    String.join(", ", leftOut),
                    proxy.upstreamDescription(),
                    CoreSettings.FORMATS.key());
        }
    }

    /** Warns if the app created its {@link Imgproxy} without the known formats of upstream. */
    static void compare(Imgproxy imgproxy, Settings settings) {
        Set<String> made = new UpstreamFormats().of(settings);
        if (made != null && !imgproxy.knowsFormats()) {
            log.warn(
                    "pages may offer formats that upstream does not support: it supports {}; pass these to"
                            + " Imgproxy.Builder.formats where the app builds its own Imgproxy",
                    made);
        }
    }
}
