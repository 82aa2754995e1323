package io.github.imgproxy4j.filter.internal.tier;

import io.github.imgproxy4j.filter.event.StoreEvent;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import java.util.function.BooleanSupplier;

/**
 * A variant that waits to be stored.
 *
 * @param report how it was fetched
 * @param purged whether it was purged since
 * @param done run once, when the variant is stored or lost; the body may be released then
 */
record PendingVariant(
        String key, ImageMetadata metadata, ImageBody body, FetchReport report, BooleanSupplier purged, Runnable done) {
    StoreEvent event() {
        return StoreEvent.builder()
                .key(key)
                .path(String.valueOf(metadata.path()))
                .source(report.source())
                .contentType(metadata.contentType())
                .bytes(metadata.length())
                .sourceBytes(report.sourceBytes())
                .width(report.width())
                .height(report.height())
                .upstreamTime(report.took())
                .build();
    }
}
