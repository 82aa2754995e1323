package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.DecodableImage;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import io.github.imgproxy4j.embedded.internal.share.SourceRequest;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import org.jspecify.annotations.Nullable;

/**
 * The file that an image is made of.
 *
 * @param bytes the file
 * @param request through which it is decoded together with the parts for other images; null if it is not shared
 */
public record RasterSource(SourceBytes bytes, @Nullable SourceRequest request) {
    /** The still image in it, decoded when it is asked for a part. */
    DecodableImage still(Decoder decoder, ImageHeader header, Deadline deadline) {
        return request == null ? decoder : new Shared(decoder, header, request, deadline);
    }

    /** An image that others may want parts of as well. */
    private record Shared(Decoder decoder, ImageHeader header, SourceRequest request, Deadline deadline)
            implements DecodableImage {
        @Override
        public int width() {
            return decoder.width();
        }

        @Override
        public int height() {
            return decoder.height();
        }

        @Override
        public Pixels shrunk(Area part, int horizontalFactor, int verticalFactor)
                throws ProcessingException, InterruptedException {
            Shrink wanted = new Shrink(part, horizontalFactor, verticalFactor);
            return request.pixels(header, wanted, decoder::shrunk, deadline);
        }
    }
}
