package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.format.ColourProfile;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.format.Metadata;
import io.github.imgproxy4j.embedded.internal.options.ProcessingOptions;
import org.jspecify.annotations.Nullable;

/** What of a source besides its pixels goes into the result. Stateless. */
final class Retention {
    private Retention() {}

    /** The profile that goes with the result, whose pixels then stay as they are; null: they become sRGB. */
    static @Nullable ColourProfile profile(ImageHeader header, ProcessingOptions options, ImageFormat result) {
        ColourProfile profile = header.profile();
        boolean kept = !options.stripColourProfile && result.hasProfile() && profile != null && profile.isRgb();
        return kept ? profile : null;
    }

    static Metadata metadata(ImageHeader header, ProcessingOptions options) {
        Metadata metadata = header.metadata();
        if (metadata.isEmpty() || (options.stripMetadata && !options.keepCopyright)) {
            return Metadata.NONE;
        }
        if (options.stripMetadata) {
            return metadata.copyright();
        }
        return options.autoRotate ? metadata.upright() : metadata;
    }
}
