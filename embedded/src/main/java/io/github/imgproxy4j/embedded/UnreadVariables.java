package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.settings.Settings;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at startup which variables of imgproxy that change images have no effect here. */
final class UnreadVariables {
    private static final Logger log = LoggerFactory.getLogger(UnreadVariables.class);

    /** Of imgproxy 4, without the prefix; those of its server, its logs and its metrics are left out. */
    private static final String NAMES = "ALLOWED_PROCESSING_OPTIONS ALWAYS_RASTERIZE_SVG ARGUMENTS_SEPARATOR AUTO_AVIF"
            + " AUTO_JXL AUTO_ROTATE AUTO_WEBP AVIF_SPEED BASE_URL CACHE_CONTROL_PASSTHROUGH COOKIE_PASSTHROUGH"
            + " ENFORCE_AVIF ENFORCE_JXL ENFORCE_THUMBNAIL ENFORCE_WEBP ETAG_BUSTER FORMAT_QUALITY"
            + " IGNORE_SSL_VERIFICATION JPEG_PROGRESSIVE JXL_EFFORT KEEP_COPYRIGHT LAST_MODIFIED_BUSTER PATH_PREFIX"
            + " PNG_INTERLACED PNG_QUANTIZATION_COLORS PNG_QUANTIZE PREFERRED_FORMATS PRESERVE_HDR PRESETS_PATH"
            + " PRESETS_SEPARATOR QUALITY SANITIZE_SVG SET_CANONICAL_HEADER SKIP_PROCESSING_FORMATS"
            + " SOURCE_URL_QUERY_SEPARATOR STRIP_COLOR_PROFILE STRIP_METADATA TTL URL_REPLACEMENTS USER_AGENT USE_ABS"
            + " USE_GCS USE_LINEAR_COLORSPACE USE_S3 USE_SWIFT WEBP_EFFORT WEBP_PRESET";

    private UnreadVariables() {}

    static void tell(Settings settings) {
        List<String> set = Arrays.stream(NAMES.split(" ", -1))
                .map("IMGPROXY_"::concat)
                .filter(settings::hasName)
                .toList();
        if (!set.isEmpty()) {
            log.warn("the embedded processor does not read {}; imgproxy does", String.join(", ", set));
        }
    }
}
