package io.github.imgproxy4j.embedded.internal.pipeline;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.Gravity;
import io.github.imgproxy4j.embedded.internal.options.Padding;
import io.github.imgproxy4j.embedded.internal.options.ProcessingOptions;
import io.github.imgproxy4j.embedded.internal.options.WatermarkPlace;
import io.github.imgproxy4j.embedded.internal.raster.Canvas;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;

/** Puts the server's watermark on images. Thread-safe. */
public final class Watermark {
    private final ServerImage image;
    private final double opacity;
    private final Limits limits;

    /**
     * A watermark.
     *
     * @param opacity from 0 to 1, multiplied with that of each path
     */
    public Watermark(ServerImage image, double opacity, Limits limits) {
        this.image = image;
        this.opacity = opacity;
        this.limits = limits;
    }

    /** The image with the watermark on it. */
    Pixels on(Pixels base, WatermarkPlace place, double dpr, Deadline deadline)
            throws ProcessingException, InterruptedException {
        Pixels mark = mark(base, place, dpr, deadline);
        int[] marked = base.argb().clone();
        if (place.tiled()) {
            cover(marked, base, mark, place.opacity() * opacity, deadline);
        } else {
            Gravity.Position position = new Gravity(place.position(), place.x(), place.y())
                    .placeOverflowing(base.width(), base.height(), mark.width(), mark.height(), dpr);
            draw(marked, base, mark, position, place.opacity() * opacity, deadline);
        }
        return new Pixels(base.width(), base.height(), marked, base.hasAlpha());
    }

    /** Fetches it, if that is still to do. */
    public void fetch(Deadline deadline) throws ProcessingException, InterruptedException {
        image.bytes(deadline);
    }

    /** The memory that it takes to mark an image of this size, in bytes. */
    long memoryNeed(int width, int height, WatermarkPlace place, double dpr, Deadline deadline)
            throws ProcessingException, InterruptedException {
        byte[] file = image.bytes(deadline);
        ImageHeader header = header(file);
        Geometry geometry =
                processor(header, width, height, place, dpr, deadline).geometry(header.width(), header.height());
        return MemoryNeed.of(header, file.length, geometry, false, 1);
    }

    /** The watermark in the size, and with the room around it, that it is drawn with. */
    private Pixels mark(Pixels base, WatermarkPlace place, double dpr, Deadline deadline)
            throws ProcessingException, InterruptedException {
        byte[] file = image.bytes(deadline);
        ImageHeader header = header(file);
        return processor(header, base.width(), base.height(), place, dpr, deadline)
                .process(new Decoder(file, header, deadline));
    }

    private ImageHeader header(byte[] file) throws ProcessingException {
        ImageHeader header = HeaderReader.read(file);
        if (header.pixelCount() > limits.maxPixels()) {
            throw ProcessingException.invalidImage("the watermark has more than " + limits.maxPixels() + " pixels");
        }
        return header;
    }

    private FrameProcessor processor(
            ImageHeader header, int width, int height, WatermarkPlace place, double dpr, Deadline deadline) {
        ProcessingOptions options = new ProcessingOptions();
        options.enlarge = true;
        if (place.scale() > 0) {
            options.width = Math.max(1, (int) Math.rint(width * place.scale()));
            options.height = Math.max(1, (int) Math.rint(height * place.scale()));
        }
        if (place.tiled()) {
            int across = Math.max(0, Gravity.offset(place.x(), width, dpr));
            int down = Math.max(0, Gravity.offset(place.y(), height, dpr));
            options.padding = new Padding(down / 2, across - across / 2, down - down / 2, across / 2);
        }
        return new FrameProcessor(
                options, header.orientation(), header.profile(), ImageFormat.PNG, limits, null, deadline);
    }

    /** One tile lies in the middle; the others follow on all sides. */
    private static void cover(int[] marked, Pixels base, Pixels mark, double opacity, Deadline deadline) {
        int left = middle(base.width(), mark.width());
        int top = middle(base.height(), mark.height());
        for (int y = top; y < base.height(); y += mark.height()) {
            for (int x = left; x < base.width(); x += mark.width()) {
                draw(marked, base, mark, new Gravity.Position(x, y), opacity, deadline);
            }
        }
    }

    /** Where the first tile begins so that an odd number of them is centered. */
    private static int middle(int length, int tile) {
        int count = (length + tile - 1) / tile;
        count += count % 2 == 0 ? 1 : 0;
        return -((count * tile - length) / 2);
    }

    private static void draw(
            int[] marked, Pixels base, Pixels mark, Gravity.Position at, double opacity, Deadline deadline) {
        for (int y = Math.max(0, -at.top()); y < Math.min(mark.height(), base.height() - at.top()); y++) {
            deadline.look();
            for (int x = Math.max(0, -at.left()); x < Math.min(mark.width(), base.width() - at.left()); x++) {
                deadline.lookAt(x);
                int place = (at.top() + y) * base.width() + at.left() + x;
                int pixel = mark.argb()[y * mark.width() + x];
                int cover = (int) Math.round((pixel >>> 24) * opacity);
                marked[place] = Canvas.over(cover << 24 | (pixel & 0xFFFFFF), marked[place]);
            }
        }
    }
}
