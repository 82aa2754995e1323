package io.github.imgproxy4j.embedded.internal.format;

import io.github.imgproxy4j.embedded.internal.raster.Area;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP file (RFC 9649).
 *
 * @param header what they tell
 * @param still the file itself or, of an animation, a file of its first frame alone
 * @param frame where the still image lies on the canvas
 */
public record WebpHeader(ImageHeader header, ByteReader still, Area frame) {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int ANIMATION_FLAG = 0x02;
    private static final byte ALPHA_FLAG = 0x10;
    /** The native image, its copy, and the pixel where a frame covers a part only. */
    private static final int DECODER_BYTES = 12;

    private static final int CLEAR_FLAG = 0x01;
    private static final int OVERWRITE_FLAG = 0x02;

    public static WebpHeader read(ByteReader bigEndian) throws IOException {
        ByteReader file = bigEndian.littleEndian();
        ByteReader content = content(file, FIRST_CHUNK);
        if (file.hasText(FIRST_CHUNK, "VP8X")) {
            return extended(file, content);
        }
        if (file.hasText(FIRST_CHUNK, "VP8L")) {
            long bits = content.uint32(1);
            boolean alpha = (bits >> 28 & 1) != 0;
            return simple(file, (int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1, alpha);
        }
        if (file.hasText(FIRST_CHUNK, "VP8 ")) {
            return simple(file, content.uint16(6) & 0x3FFF, content.uint16(8) & 0x3FFF, false);
        }
        throw new EOFException("the first chunk is not an image chunk");
    }

    private static WebpHeader simple(ByteReader file, int width, int height, boolean alpha) {
        ImageHeader header =
                new ImageHeader(ImageFormat.WEBP, width, height, alpha, Orientation.UPRIGHT, DECODER_BYTES, null);
        return new WebpHeader(header, file, Area.of(width, height));
    }

    private static WebpHeader extended(ByteReader file, ByteReader features) throws IOException {
        int width = features.uint24(4) + 1;
        int height = features.uint24(7) + 1;
        boolean animated = (features.uint8(0) & ANIMATION_FLAG) != 0;
        AnimationHeader animation = animated ? animation(file) : AnimationHeader.NONE;
        Area canvas = Area.of(width, height);
        if (!animation.frames().stream()
                .allMatch(frame -> canvas.with(frame.area()).equals(canvas))) {
            throw new IOException("a frame beyond the canvas");
        }
        ImageHeader header = new ImageHeader(
                ImageFormat.WEBP,
                width,
                height,
                animated || (features.uint8(0) & ALPHA_FLAG) != 0,
                orientation(file),
                DECODER_BYTES,
                profile(file),
                animation,
                metadata(file),
                0);
        if (!animated) {
            return new WebpHeader(header, file, Area.of(width, height));
        }
        FrameHeader first = animation.frames().get(0);
        return new WebpHeader(header, ByteReader.of(still(first)), first.area());
    }

    private static AnimationHeader animation(ByteReader file) throws IOException {
        List<FrameHeader> frames = new ArrayList<>();
        int loops = 0;
        long offset = FIRST_CHUNK;
        while (offset + CHUNK_HEADER <= file.length() && frames.size() < AnimationHeader.MAX_FRAMES) {
            long length = file.uint32(offset + 4);
            if (file.hasText(offset, "ANIM")) {
                loops = content(file, offset).uint16(4);
            } else if (file.hasText(offset, "ANMF")) {
                if (!frames.isEmpty() && offset + CHUNK_HEADER + length > file.length()) {
                    break;
                }
                frames.add(frame(content(file, offset)));
            }
            offset += CHUNK_HEADER + length + (length & 1);
        }
        if (frames.isEmpty()) {
            throw new EOFException("an animation without frames");
        }
        return new AnimationHeader(frames, loops);
    }

    private static FrameHeader frame(ByteReader chunk) throws IOException {
        Area frame = new Area(chunk.uint24(0) * 2, chunk.uint24(3) * 2, chunk.uint24(6) + 1, chunk.uint24(9) + 1);
        int flags = chunk.uint8(15);
        return new FrameHeader(
                frame,
                chunk.uint24(12),
                (flags & OVERWRITE_FLAG) == 0,
                (flags & CLEAR_FLAG) == 0 ? FrameHeader.Disposal.KEEP : FrameHeader.Disposal.CLEAR,
                0,
                chunk.part(FRAME_HEADER, chunk.length() - (long) FRAME_HEADER));
    }

    /** A file of one frame alone. */
    public static byte[] still(FrameHeader frame) {
        byte[] features = frame.image().hasText(0, "ALPH") ? alphaFeatures(frame.area()) : new byte[0];
        int length = features.length + frame.image().length();
        ByteBuffer head = ByteBuffer.allocate(FIRST_CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("RIFF")).putInt(4 + length).put(ascii("WEBP"));
        return ByteReader.joined(List.of(ByteReader.of(head.array()), ByteReader.of(features), frame.image()));
    }

    /** The chunk that must come first for the alpha chunk after it to count. */
    private static byte[] alphaFeatures(Area frame) {
        ByteBuffer features = ByteBuffer.allocate(CHUNK_HEADER + 10).order(ByteOrder.LITTLE_ENDIAN);
        features.put(ascii("VP8X")).putInt(10).put(ALPHA_FLAG).put(new byte[3]);
        putUint24(features, frame.width() - 1);
        putUint24(features, frame.height() - 1);
        return features.array();
    }

    private static void putUint24(ByteBuffer buffer, int value) {
        buffer.putShort((short) value).put((byte) (value >> 16));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Orientation orientation(ByteReader file) throws EOFException {
        long offset = find(file, "EXIF");
        if (offset < 0) {
            return Orientation.UPRIGHT;
        }
        return ExifBlock.orientation(exif(content(file, offset)).bigEndian());
    }

    /** Some programs write the prefix of JPEG before it. */
    private static ByteReader exif(ByteReader chunk) throws EOFException {
        return chunk.hasText(0, "Exif\0\0") ? chunk.part(6, chunk.length() - 6L) : chunk;
    }

    private static Metadata metadata(ByteReader file) throws EOFException {
        long exif = find(file, "EXIF");
        long xmp = find(file, "XMP ");
        Metadata metadata = exif < 0
                ? Metadata.NONE
                : Metadata.NONE.withExif(exif(content(file, exif)).bigEndian());
        return xmp < 0 ? metadata : metadata.withXmp(content(file, xmp));
    }

    private static @Nullable ColourProfile profile(ByteReader file) throws EOFException {
        long offset = find(file, "ICCP");
        return offset < 0 ? null : ColourProfile.of(List.of(content(file, offset)));
    }

    /** Where the first chunk of a type begins, or -1. */
    private static long find(ByteReader file, String type) throws EOFException {
        long offset = FIRST_CHUNK;
        while (offset + CHUNK_HEADER <= file.length()) {
            if (file.hasText(offset, type)) {
                return offset;
            }
            long length = file.uint32(offset + 4);
            offset += CHUNK_HEADER + length + (length & 1);
        }
        return -1;
    }

    /** The content of a chunk, or what there is of it. */
    private static ByteReader content(ByteReader file, long offset) throws EOFException {
        long length = Math.min(file.uint32(offset + 4), file.length() - offset - CHUNK_HEADER);
        return file.part(offset + CHUNK_HEADER, length);
    }
}
