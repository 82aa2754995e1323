package io.github.imgproxy4j.embedded.internal.share;

import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one image wants of a source that others may want as well. To be closed when the image is made, or wanted no longer.
 * Used by one thread at a time, and closed by any.
 */
public final class SourceRequest implements AutoCloseable {
    private final DecodingPlan plan;
    private @Nullable SharedSource source;
    private volatile @Nullable SharedPixels pixels;
    private volatile boolean served;

    SourceRequest(DecodingPlan plan) {
        this.plan = plan;
    }

    /** Before it is shared with other threads. */
    void joined(SharedSource joined) {
        source = joined;
    }

    /**
     * The source, fetched by this image or by another. Whatever keeps another from fetching it keeps this one only if
     * it lies with the source.
     *
     * @return to be closed by the caller
     */
    public SourceBytes load(Deadline deadline) throws ProcessingException, InterruptedException {
        SharedSource.Arrived arrived = joined().arrived(deadline);
        pixels = arrived.pixels();
        return arrived.bytes();
    }

    /**
     * A part of the image in the source that {@link #load} has returned, decoded by this image or by another.
     *
     * @param decoding decodes what this image and others want, in the order given
     */
    public Pixels pixels(ImageHeader header, Shrink wanted, Decoding decoding, Deadline deadline)
            throws ProcessingException, InterruptedException {
        SharedPixels shared = Objects.requireNonNull(pixels, "there is no source yet");
        return shared.get(new SharedPixels.Wanted(this, header, wanted), decoding, deadline);
    }

    /** Has got its pixels; said before the next pass can begin, which would decode it again. */
    void served() {
        served = true;
    }

    /** What this image still wants to be decoded. */
    @Nullable
    Shrink stillWanted(ImageHeader header) {
        return served ? null : plan.of(header);
    }

    private SharedSource joined() {
        return Objects.requireNonNull(source, "the request belongs to no source");
    }

    /** Idempotent. */
    @Override
    public void close() {
        served = true;
        joined().leave(this);
    }

    /** Decodes a source. */
    @FunctionalInterface
    public interface Decoding {
        /** The pixels of each of the parts. */
        List<Pixels> decode(List<Shrink> parts) throws ProcessingException, InterruptedException;
    }
}
