package io.github.imgproxy4j.embedded.internal.share;

import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import org.jspecify.annotations.Nullable;

/** What an image wants of the pixels of its source, known before they are decoded. Thread-safe. */
@FunctionalInterface
public interface DecodingPlan {
    /** What it wants of a source with this header; null if its pixels are not wanted, or decide what is. */
    @Nullable
    Shrink of(ImageHeader header);
}
