package io.github.imgproxy4j.embedded.internal.format;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a JPEG file before its first scan, and how many scans there are (ITU-T T.81).
 *
 * @param header what they tell
 * @param components 1 gray, 3 colour, 4 CMYK
 * @param plain whether it is baseline, extended or progressive Huffman coding with 8 bits
 * @param passes how often a decoder renders the image, each time better: once for each scan of a progressive file
 * @param essence the file without metadata, comments and profile, so that no decoder stumbles over them; in
 *     parts, which are joined only when they are decoded
 */
public record JpegHeader(ImageHeader header, int components, boolean plain, int passes, List<ByteReader> essence) {

    /** Whether the file ends with the header of its first scan. */
    public boolean lacksPixels() throws EOFException {
        ByteReader scans = essence.get(essence.size() - 1);
        return scans.length() < 4 || 2 + scans.uint16(2) >= scans.length();
    }

    public static JpegHeader read(ByteReader file) throws IOException {
        return new Walk(file).header();
    }

    private static final class Walk {
        private static final int START_OF_SCAN = 0xDA;
        private static final int END_OF_IMAGE = 0xD9;
        private static final int EXIF_OR_XMP = 0xE1;
        private static final int PROFILE = 0xE2;
        private static final int PHOTOSHOP = 0xED;
        private static final int ADOBE = 0xEE;
        private static final int COMMENT = 0xFE;
        /** Of the reader that knows CMYK: samples and their conversion. */
        private static final int RARE_DECODER_BYTES = 8;

        /** The library behind imgproxy stops at so many; real files have ten, or some more. */
        private static final int MAX_SCANS = 100;

        /** The decoder renders all of the image after each scan: twenty scans of 50 megapixels. */
        private static final long MAX_SCANNED_PIXELS = 1_000_000_000;

        private static final String EXIF_MAGIC = "Exif\0\0";
        private static final String XMP_MAGIC = "http://ns.adobe.com/xap/1.0/\0";
        private static final String PHOTOSHOP_MAGIC = "Photoshop 3.0\0";
        private static final String PROFILE_MAGIC = "ICC_PROFILE\0";
        /** The name, the number of this part and how many there are. */
        private static final long PROFILE_HEADER = 14;

        private final ByteReader file;
        private final List<ByteReader> essence = new ArrayList<>();
        private final TreeMap<Integer, ByteReader> profileParts = new TreeMap<>();
        private Orientation orientation = Orientation.UPRIGHT;
        private Metadata metadata = Metadata.NONE;
        private boolean exifSeen;
        private int width;
        private int height;
        private int components;
        private boolean plain;
        private boolean progressive;

        Walk(ByteReader file) {
            this.file = file;
        }

        JpegHeader header() throws IOException {
            essence.add(file.part(0, 2));
            int offset = 2;
            while (true) {
                offset = nextMarker(offset);
                int marker = file.uint8(offset + 1L);
                if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                    break;
                }
                if (standsAlone(marker)) {
                    offset += 2;
                    continue;
                }
                int length = file.uint16(offset + 2L);
                if (length < 2) {
                    // Not even as long as the length itself; other decoders go on behind it.
                    offset += 4;
                    continue;
                }
                segment(marker, file.part(offset + 4L, length - 2L));
                if (isEssential(marker, file.part(offset + 4L, length - 2L))) {
                    essence.add(file.part(offset, length + 2L));
                }
                offset += length + 2;
            }
            if (components == 0) {
                throw new EOFException("no frame before the first scan");
            }
            essence.add(file.part(offset, file.length() - offset));
            int scans = checkedScans(offset);
            ImageHeader header = new ImageHeader(
                            ImageFormat.JPEG, width, height, false, orientation, decoderBytesPerPixel(), profile())
                    .with(metadata);
            return new JpegHeader(header, components, plain, progressive ? scans : 1, List.copyOf(essence));
        }

        /** How many scans there are; one if an image is whole after its first, because it is decoded only so far. */
        private int checkedScans(int firstScan) throws IOException {
            if (!progressive && file.uint8(firstScan + 4L) >= components) {
                return 1;
            }
            int scans = 0;
            long at = firstScan;
            while (at >= 0 && at + 3 < file.length() && file.uint8(at + 1) != END_OF_IMAGE) {
                int marker = file.uint8(at + 1);
                scans += marker == START_OF_SCAN ? 1 : 0;
                if (scans > MAX_SCANS || (long) width * height * scans > MAX_SCANNED_PIXELS) {
                    throw new IOException("more scans than a decoder should render: " + scans + " of " + width + "x"
                            + height + " pixels");
                }
                at = file.next(isInData(marker) ? at + 1 : at + 2 + file.uint16(at + 2), 0xFF);
            }
            return scans;
        }

        /** Whether what looks like a marker is a byte of the scan, a fill byte, or a mark within the scan. */
        private static boolean isInData(int marker) {
            return marker == 0 || marker == 0xFF || standsAlone(marker);
        }

        /** Skips fill bytes, and garbage between segments as other decoders do. */
        private int nextMarker(int offset) throws EOFException {
            int at = offset;
            while (file.uint8(at) != 0xFF || file.uint8(at + 1L) == 0xFF || file.uint8(at + 1L) == 0) {
                at++;
            }
            return at;
        }

        private static boolean standsAlone(int marker) {
            return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        }

        private void segment(int marker, ByteReader content) throws EOFException {
            if (isFrame(marker)) {
                int bits = content.uint8(0);
                height = content.uint16(1);
                width = content.uint16(3);
                components = content.uint8(5);
                plain = bits == 8 && marker <= 0xC2;
                progressive = marker == 0xC2;
            } else if (marker == EXIF_OR_XMP && content.hasText(0, EXIF_MAGIC) && !exifSeen) {
                exifSeen = true;
                metadata = metadata.withExif(content.part(EXIF_MAGIC.length(), content.length() - EXIF_MAGIC.length()));
                orientation = ExifBlock.orientation(metadata.exif());
            } else if (marker == EXIF_OR_XMP && content.hasText(0, XMP_MAGIC)) {
                metadata = metadata.withXmp(content.part(XMP_MAGIC.length(), content.length() - XMP_MAGIC.length()));
            } else if (marker == PHOTOSHOP && content.hasText(0, PHOTOSHOP_MAGIC)) {
                metadata = metadata.withPhotoshop(
                        content.part(PHOTOSHOP_MAGIC.length(), content.length() - PHOTOSHOP_MAGIC.length()));
            } else if (marker == PROFILE && content.hasText(0, PROFILE_MAGIC) && content.length() > PROFILE_HEADER) {
                profileParts.put(content.uint8(12), content.part(PROFILE_HEADER, content.length() - PROFILE_HEADER));
            }
        }

        private static boolean isFrame(int marker) {
            return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        }

        /** Of the application segments only JFIF's and Adobe's say how the samples are to be understood. */
        private static boolean isEssential(int marker, ByteReader content) {
            if (marker == ADOBE) {
                return content.hasText(0, "Adobe");
            }
            if (marker == 0xE0) {
                return content.hasText(0, "JFIF\0");
            }
            return marker != COMMENT && (marker < 0xE0 || marker > 0xEF);
        }

        /** Baseline files pass row by row; of others the decoder holds two bytes for each coefficient. */
        private int decoderBytesPerPixel() {
            if (!plain || (components != 1 && components != 3)) {
                return 2 * RARE_DECODER_BYTES;
            }
            return progressive ? 2 * components : 0;
        }

        private @Nullable ColourProfile profile() {
            ColourProfile profile = ColourProfile.of(List.copyOf(profileParts.values()));
            return profile != null && components == 4 && !profile.isOfInks() ? null : profile;
        }
    }
}
