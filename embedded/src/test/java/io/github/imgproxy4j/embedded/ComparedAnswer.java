package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.codec.Decoder;
import io.github.imgproxy4j.embedded.internal.format.FrameHeader;
import io.github.imgproxy4j.embedded.internal.format.HeaderReader;
import io.github.imgproxy4j.embedded.internal.format.ImageHeader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.pipeline.Dssim;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a processor answered.
 *
 * @param type of media, without {@code image/}; {@code -} if it is no image
 * @param width of the image; 0 if it is none of pixels
 * @param frames how many there are
 * @param plays how often an animation is shown; 0 without end
 * @param millis how long all frames are shown together
 * @param length of the body in bytes
 * @param print of the first frame and of the last
 */
record ComparedAnswer(
        int status, String type, int width, int height, int frames, int plays, int millis, int length, String print) {
    /** What is not decoded here. */
    private static final Set<String> UNREAD = Set.of("svg+xml", "avif");

    private static final int MOST_FRAMES = 200;
    private static final Rgb BLACK = new Rgb(0, 0, 0);

    /** What the body of an answer shows. */
    static ComparedAnswer of(int status, String mediaType, byte[] body)
            throws ProcessingException, InterruptedException {
        String type = status == 200 ? mediaType.replace("image/", "") : "-";
        if (status != 200 || UNREAD.contains(type)) {
            return new ComparedAnswer(status, type, 0, 0, 0, 0, 0, status == 200 ? body.length : 0, "-");
        }
        ImageHeader header = HeaderReader.read(body);
        List<FrameHeader> frames = header.animation().frames();
        boolean animated = frames.size() > 1;
        List<Pixels> images = images(body);
        return new ComparedAnswer(
                status,
                type,
                header.width(),
                header.height(),
                Math.max(1, frames.size()),
                animated ? header.animation().loops() : 1,
                animated ? frames.stream().mapToInt(FrameHeader::delayMillis).sum() : 0,
                body.length,
                Fingerprint.of(images.get(0)) + (animated ? Fingerprint.of(images.get(images.size() - 1)) : ""));
    }

    /** All frames of a file, as they are shown. */
    static List<Pixels> images(byte[] file) throws ProcessingException, InterruptedException {
        ImageHeader header = HeaderReader.read(file);
        Decoder decoder = new Decoder(file, header, Deadline.never());
        if (header.animation().frames().size() <= 1) {
            return List.of(decoder.shrunk(Area.of(header.width(), header.height()), 1, 1));
        }
        List<Pixels> images = new ArrayList<>();
        decoder.decodeFrames(MOST_FRAMES, (image, delayMillis) -> images.add(image));
        return images;
    }

    /** How alike two files look, as SSIM, on black and on white, in the frame where they are least. */
    static double similarity(byte[] one, byte[] other) throws ProcessingException, InterruptedException {
        List<Pixels> first = images(one);
        List<Pixels> second = images(other);
        double least = 1;
        for (int index = 0; index < Math.min(first.size(), second.size()); index++) {
            least = Math.min(least, similarity(first.get(index), second.get(index)));
        }
        return least;
    }

    private static double similarity(Pixels one, Pixels other) {
        if (one.width() != other.width() || one.height() != other.height()) {
            return 0;
        }
        double onBlack = Dssim.between(one.flattened(BLACK), other.flattened(BLACK));
        double onWhite = Dssim.between(one.flattened(Rgb.WHITE), other.flattened(Rgb.WHITE));
        return 1 - 2 * Math.max(onBlack, onWhite);
    }

    boolean isRaster() {
        return width > 0;
    }
}
