package io.github.imgproxy4j.spring;

import java.util.List;
import java.util.Objects;

/**
 * An event that the app publishes after it has stored an original image: its old variants are removed, and new ones fetched
 * in the background. Immutable.
 *
 * <p>When {@code publishEvent} returns, no visitor gets an old variant from this app any more. If a store fails, the
 * publisher gets an {@link java.io.UncheckedIOException}, and an {@link io.github.imgproxy4j.error.ImgproxyException} if
 * the source or a preset is wrong. In a transaction, publish it after the commit.
 *
 * <pre>{@code
 * events.publishEvent(new ImageUploaded("s3://photos/cat.jpg"));
 * }</pre>
 *
 * @see io.github.imgproxy4j.filter.CachingProxy#sourceChanged
 */
public final class ImageUploaded {
    private final String source;
    private final List<String> presets;

    /**
     * An upload.
     *
     * @param source the original image, as tags take it
     * @param presets the variants to be fetched, a public preset with its candidates; all presets if none is named
     */
    public ImageUploaded(String source, String... presets) {
        this.source = Objects.requireNonNull(source, "source");
        this.presets = List.of(presets);
    }

    /** The original image. */
    public String source() {
        return source;
    }

    /** The presets, or none for all. */
    public List<String> presets() {
        return presets;
    }

    @Override
    public String toString() {
        return "ImageUploaded[source=" + source + ", presets=" + presets + "]";
    }
}
