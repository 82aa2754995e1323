package io.github.imgproxy4j.embedded.internal.format;

import io.github.imgproxy4j.embedded.internal.raster.Area;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first directory of a TIFF file (TIFF 6.0), and refuses whatever would let a decoder reserve more than the
 * file and the image justify.
 */
public final class TiffHeader {
    private static final int ENTRY_BYTES = 12;
    /** By the number of a type, from 0 on. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private static final int WIDTH = 0x0100;
    private static final int HEIGHT = 0x0101;
    private static final int BITS = 0x0102;
    private static final int COMPRESSION = 0x0103;
    private static final int PHOTOMETRIC = 0x0106;
    private static final int STRIP_OFFSETS = 0x0111;
    private static final int SAMPLES = 0x0115;
    private static final int STRIP_ROWS = 0x0116;
    private static final int STRIP_BYTES = 0x0117;
    private static final int PLANES = 0x011C;
    private static final int TILE_WIDTH = 0x0142;
    private static final int TILE_HEIGHT = 0x0143;
    private static final int TILE_OFFSETS = 0x0144;
    private static final int TILE_BYTES = 0x0145;
    private static final int JPEG_TABLES = 0x015B;
    private static final int EXTRA_SAMPLES = 0x0152;
    private static final int SAMPLE_FORMAT = 0x0153;
    private static final int XMP = 0x02BC;
    private static final int PHOTOSHOP = 0x8649;
    private static final int PROFILE = 0x8773;

    private static final int OLD_JPEG = 6;
    private static final int JPEG = 7;
    private static final byte RGB = 2;
    private static final int SEPARATED = 5;
    private static final int LAB = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int MAX_SAMPLES = 5;
    private static final int MAX_BITS = 16;
    private static final int MAX_TILE_SIDE = 1 << 14;
    /** 1024x1024 pixels, for images of less. */
    private static final long LARGEST_LONELY_TILE = 1 << 20;

    /** What the JDK makes of the samples, and its copy with four bytes. */
    private static final int CONVERSION_BYTES = 8;

    private final ByteReader file;
    private final Map<Integer, Entry> entries = new HashMap<>();

    private TiffHeader(ByteReader file) {
        this.file = file;
    }

    static ImageHeader read(ByteReader bigEndian) throws IOException {
        return directory(bigEndian).header(bigEndian);
    }

    /**
     * The image's parts if they are JPEG files, else null.
     *
     * @throws IOException if they are of an obsolete kind
     */
    public static @Nullable TiffJpeg jpeg(ByteReader bigEndian) throws IOException {
        TiffHeader header = directory(bigEndian);
        long compression = header.number(COMPRESSION, 1);
        if (compression == OLD_JPEG) {
            throw new IOException("JPEG compression of TIFF 6.0, which is obsolete");
        }
        return compression == JPEG ? header.jpeg() : null;
    }

    /** Whether the samples are CIE L*a*b*. */
    public static boolean isLab(ByteReader bigEndian) throws IOException {
        return directory(bigEndian).number(PHOTOMETRIC, 0) == LAB;
    }

    /** Whether the samples are inks; what the JDK makes of those depends on what else the file says. */
    public static boolean isOfInks(ByteReader bigEndian) throws IOException {
        TiffHeader header = directory(bigEndian);
        return header.number(PHOTOMETRIC, 0) == SEPARATED && header.number(SAMPLES, 1) >= 4;
    }

    /** The same file with samples that claim to be red, green and blue, for a reader that leaves those alone. */
    public static byte[] labAsRgb(byte[] tiff) throws IOException {
        TiffHeader header = directory(ByteReader.of(tiff));
        Entry photometric = header.entries.get(PHOTOMETRIC);
        if (photometric == null || photometric.type != SHORT) {
            throw new IOException("a colour space that is not a short number");
        }
        byte[] changed = tiff.clone();
        boolean little = ByteReader.of(tiff).hasText(0, "II");
        changed[(int) photometric.place + (little ? 0 : 1)] = RGB;
        return changed;
    }

    private static TiffHeader directory(ByteReader bigEndian) throws IOException {
        TiffHeader header = new TiffHeader(bigEndian.hasText(0, "II") ? bigEndian.littleEndian() : bigEndian);
        header.readDirectory();
        return header;
    }

    private TiffJpeg jpeg() throws IOException {
        boolean tiled = entries.containsKey(TILE_WIDTH);
        int width = side(number(WIDTH, 0));
        int height = side(number(HEIGHT, 0));
        Area part = tiled
                ? Area.of(side(number(TILE_WIDTH, 0)), side(number(TILE_HEIGHT, 0)))
                : Area.of(width, (int) Math.min(height, number(STRIP_ROWS, height)));
        Entry offsets = entries.get(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
        Entry lengths = entries.get(tiled ? TILE_BYTES : STRIP_BYTES);
        if (offsets == null || lengths == null || number(PLANES, 1) != 1) {
            throw new IOException("JPEG without strips or tiles, or with a plane for each colour");
        }
        List<ByteReader> parts = new ArrayList<>();
        for (long index = 0; index < Math.min(offsets.values, lengths.values); index++) {
            parts.add(file.part(value(offsets, index), value(lengths, index)).bigEndian());
        }
        return new TiffJpeg(Area.of(width, height), part, (int) number(PHOTOMETRIC, 0), content(JPEG_TABLES), parts);
    }

    private void readDirectory() throws IOException {
        long directory = file.uint32(4);
        int count = file.uint16(directory);
        for (int index = 0; index < count; index++) {
            long offset = directory + 2 + (long) index * ENTRY_BYTES;
            int type = file.uint16(offset + 2);
            long values = file.uint32(offset + 4);
            long bytes = values * (type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1);
            if (bytes > file.length()) {
                throw new IOException("a field that is larger than the file");
            }
            long place = bytes <= 4 ? offset + 8 : file.uint32(offset + 8);
            entries.putIfAbsent(file.uint16(offset), new Entry(type, values, place));
        }
    }

    private ImageHeader header(ByteReader whole) throws IOException {
        int samples = (int) number(SAMPLES, 1);
        int bits = bits();
        check(samples, bits);
        Metadata metadata = new Metadata(ExifBlock.copyright(whole), content(XMP), content(PHOTOSHOP));
        return new ImageHeader(
                        ImageFormat.TIFF,
                        side(number(WIDTH, 0)),
                        side(number(HEIGHT, 0)),
                        hasAlpha(samples),
                        ExifBlock.orientation(whole),
                        samples * Math.max(1, bits / 8) + CONVERSION_BYTES,
                        profile())
                .with(metadata);
    }

    /**
     * Beside gray, three colours or four inks. CIE L*a*b* of 8 bits counts as well: the library behind imgproxy keeps it in
     * four bands, which imgproxy takes for transparency when it chooses a format.
     */
    private boolean hasAlpha(int samples) throws IOException {
        boolean inks = number(PHOTOMETRIC, 0) == SEPARATED;
        if (number(PHOTOMETRIC, 0) == LAB && bits() == 8) {
            return true;
        }
        return entries.containsKey(EXTRA_SAMPLES) && (inks ? samples == MAX_SAMPLES : samples == 2 || samples == 4);
    }

    private void check(int samples, int bits) throws IOException {
        if (samples < 1 || samples > MAX_SAMPLES || bits > MAX_BITS || number(SAMPLE_FORMAT, 1) > 1) {
            throw new IOException(samples + " samples of " + bits + " bits, or not integers");
        }
        if (number(PLANES, 1) != 1 && samples == MAX_SAMPLES) {
            throw new IOException("more than four planes");
        }
        if (number(TILE_WIDTH, 0) > MAX_TILE_SIDE || number(TILE_HEIGHT, 0) > MAX_TILE_SIDE) {
            throw new IOException("a tile with more than " + MAX_TILE_SIDE + " pixels on a side");
        }
        long tile = number(TILE_WIDTH, 0) * number(TILE_HEIGHT, 0);
        if (tile > Math.max(LARGEST_LONELY_TILE, number(WIDTH, 0) * number(HEIGHT, 0))) {
            throw new IOException("a tile that is much larger than the image");
        }
        checkLengths(STRIP_OFFSETS, STRIP_BYTES);
        checkLengths(TILE_OFFSETS, TILE_BYTES);
    }

    private void checkLengths(int offsets, int lengths) throws IOException {
        if (!entries.containsKey(offsets) && number(lengths, 0) > file.length()) {
            throw new IOException("a strip or tile that is larger than the file");
        }
    }

    /** The file without claims of parts that go on behind its end, for which a reader would reserve memory. */
    public static byte[] mended(byte[] tiff) throws IOException {
        TiffHeader header = directory(ByteReader.of(tiff));
        byte[] mended = tiff;
        for (int[] tags : new int[][] {{STRIP_OFFSETS, STRIP_BYTES}, {TILE_OFFSETS, TILE_BYTES}}) {
            Entry offsets = header.entries.get(tags[0]);
            Entry lengths = header.entries.get(tags[1]);
            for (long index = 0; offsets != null && lengths != null && index < lengths.values; index++) {
                long there = Math.max(
                        0, tiff.length - (index < offsets.values ? header.value(offsets, index) : tiff.length));
                if (header.value(lengths, index) > there) {
                    mended = mended == tiff ? tiff.clone() : mended;
                    header.put(lengths, index, there, mended);
                }
            }
        }
        return mended;
    }

    private void put(Entry entry, long index, long value, byte[] target) {
        int bytes = TYPE_BYTES[entry.type];
        boolean little = file.hasText(0, "II");
        for (int at = 0; at < bytes; at++) {
            int shift = 8 * (little ? at : bytes - 1 - at);
            target[(int) (entry.place + index * bytes) + at] = (byte) (value >> shift);
        }
    }

    private int bits() throws IOException {
        Entry entry = entries.get(BITS);
        long most = 1;
        for (long index = 0; entry != null && index < Math.min(entry.values, MAX_SAMPLES); index++) {
            most = Math.max(most, value(entry, index));
        }
        return side(most);
    }

    private static int side(long claimed) throws IOException {
        if (claimed > Integer.MAX_VALUE) {
            throw new IOException("a number with more than 31 bits");
        }
        return (int) claimed;
    }

    private long number(int tag, long otherwise) throws IOException {
        Entry entry = entries.get(tag);
        return entry == null || entry.values == 0 ? otherwise : value(entry, 0);
    }

    private long value(Entry entry, long index) throws IOException {
        return switch (entry.type) {
            case SHORT -> file.uint16(entry.place + 2 * index);
            case LONG -> file.uint32(entry.place + 4 * index);
            default -> throw new IOException("a number of type " + entry.type);
        };
    }

    private @Nullable ColourProfile profile() throws IOException {
        ColourProfile profile = ColourProfile.of(List.of(content(PROFILE)));
        boolean inks = number(PHOTOMETRIC, 0) == SEPARATED;
        return profile != null && inks && !profile.isOfInks() ? null : profile;
    }

    /** The bytes of a field; empty if there is none. */
    private ByteReader content(int tag) throws IOException {
        Entry entry = entries.get(tag);
        return entry == null || entry.type >= TYPE_BYTES.length || TYPE_BYTES[entry.type] != 1
                ? ByteReader.of(new byte[0])
                : file.part(entry.place, entry.values).bigEndian();
    }

    private record Entry(int type, long values, long place) {}
}
