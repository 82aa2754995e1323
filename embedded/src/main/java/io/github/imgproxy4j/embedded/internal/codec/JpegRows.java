package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.raster.Area;
import io.github.imgproxy4j.embedded.internal.raster.BoxShrinkers;
import io.github.imgproxy4j.embedded.internal.raster.Pixels;
import io.github.imgproxy4j.embedded.internal.raster.Shrink;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads JPEG files (ITU-T T.81) row by row: gray and YCbCr, baseline or progressive. For one file and one thread.
 *
 * <p>The JDK's decoder computes all pixels, and of a progressive file all of them after each scan; this one computes
 * images that are smaller by 2, 4 or 8 right from the coefficients, and any image once. What is damaged, cut or rare it
 * refuses, because the JDK's decoder knows what to do about it.
 */
final class JpegRows {
    private static final int MOST_REDUCED = 8;
    private static final int BLOCK = 64;
    private static final int SIDE = 8;

    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int QUANTISATION_TABLES = 0xDB;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int JFIF = 0xE0;
    private static final int ADOBE = 0xEE;

    private final byte[] file;
    private final Deadline deadline;
    private final JpegBits bits;
    private final int[][] quantisations = new int[4][];
    private final JpegCodes[] dcCodes = new JpegCodes[4];
    private final JpegCodes[] acCodes = new JpegCodes[4];
    private final List<JpegComponent> components = new ArrayList<>();
    private boolean saysColours;
    private boolean progressive;
    private int restarts;
    private int width;
    private int height;
    private int unitsAcross;
    private int unitsDown;

    JpegRows(byte[] file, Deadline deadline) {
        this.file = file;
        this.deadline = deadline;
        this.bits = new JpegBits(file);
    }

    /** By what of 1, 2, 4 and 8 a part of an image can be made smaller without taking all of its pixels. */
    static int reduction(Shrink shrink) {
        int all = shrink.horizontalFactor()
                | shrink.verticalFactor()
                | shrink.part().left()
                | shrink.part().top();
        return Math.min(MOST_REDUCED, Integer.lowestOneBit(all));
    }

    /**
     * Parts of the image.
     *
     * @throws IOException if the file is damaged or of a rarer kind, or not as large as this
     */
    List<Pixels> shrunk(int wantedWidth, int wantedHeight, List<Shrink> wanted) throws IOException {
        int at = 2;
        Outputs outputs = null;
        while (true) {
            int marker = marker(at);
            if (marker == END_OF_IMAGE) {
                break;
            }
            int length = uint16(at + 2);
            int end = at + 2 + length;
            if (length < 2 || end > file.length) {
                throw new EOFException("the file ends within a segment");
            }
            if (marker != START_OF_SCAN) {
                segment(marker, at + 4, end);
                at = end;
                continue;
            }
            if (outputs == null) {
                check(wantedWidth, wantedHeight);
                outputs = new Outputs(wanted);
            }
            at = scan(at + 4, end, outputs);
            if (!progressive) {
                return outputs.shrunk();
            }
        }
        if (outputs == null) {
            throw new EOFException("no scan");
        }
        outputs.writeAll();
        return outputs.shrunk();
    }

    private int marker(int at) throws IOException {
        if (uint8(at) != 0xFF || uint8(at + 1) < BASELINE) {
            throw new IOException("no marker");
        }
        return uint8(at + 1);
    }

    private int uint8(int at) throws EOFException {
        if (at >= file.length) {
            throw new EOFException("the file ends early");
        }
        return file[at] & 0xFF;
    }

    private int uint16(int at) throws EOFException {
        return (uint8(at) << 8) | uint8(at + 1);
    }

    private void segment(int marker, int from, int end) throws IOException {
        switch (marker) {
            case BASELINE, EXTENDED, PROGRESSIVE -> frame(marker, from, end);
            case HUFFMAN_TABLES -> huffmanTables(from, end);
            case QUANTISATION_TABLES -> quantisationTables(from, end);
            case RESTART_INTERVAL -> restarts = uint16(from);
            case JFIF -> saysColours |= end - from >= 12;
            case ADOBE -> adobe(from, end);
            default -> throw new IOException("an unusual segment");
        }
    }

    private void adobe(int from, int end) throws IOException {
        if (end - from < 12 || uint8(from + 11) != 1) {
            throw new IOException("unusual colours");
        }
        saysColours = true;
    }

    private void quantisationTables(int from, int end) throws IOException {
        int at = from;
        while (at < end) {
            int kind = uint8(at++);
            int bytes = 1 + (kind >> 4);
            if (bytes > 2 || (kind & 0xF) > 3 || at + bytes * BLOCK > end) {
                throw new IOException("no quantisation table");
            }
            int[] table = new int[BLOCK];
            for (int index = 0; index < BLOCK; index++, at += bytes) {
                table[InverseDct.PLACES[index]] = bytes == 1 ? uint8(at) : uint16(at);
            }
            quantisations[kind & 0xF] = table;
        }
    }

    private void huffmanTables(int from, int end) throws IOException {
        int at = from;
        while (at < end) {
            int kind = uint8(at++);
            int[] counts = new int[JpegCodes.LONGEST];
            int sum = 0;
            for (int index = 0; index < counts.length; index++) {
                counts[index] = uint8(at++);
                sum += counts[index];
            }
            if (kind >> 4 > 1 || (kind & 0xF) > 3 || sum > 256 || at + sum > end) {
                throw new IOException("no Huffman table");
            }
            byte[] values = new byte[sum];
            System.arraycopy(file, at, values, 0, sum);
            at += sum;
            (kind >> 4 == 0 ? dcCodes : acCodes)[kind & 0xF] = new JpegCodes(counts, values);
        }
    }

    private void frame(int marker, int from, int end) throws IOException {
        int count = uint8(from + 5);
        if (!components.isEmpty() || uint8(from) != 8 || (count != 1 && count != 3) || end - from != 6 + 3 * count) {
            throw new IOException("an unusual frame");
        }
        progressive = marker == PROGRESSIVE;
        height = uint16(from + 1);
        width = uint16(from + 3);
        // One component alone is one block a unit, whatever it says.
        int across = count == 1 ? 1 : uint8(from + 7) >> 4;
        int down = count == 1 ? 1 : uint8(from + 7) & 0xF;
        if (across < 1 || across > 2 || down < 1 || down > 2 || width == 0 || height == 0) {
            throw new IOException("unusual units");
        }
        unitsAcross = (width + across * SIDE - 1) / (across * SIDE);
        unitsDown = (height + down * SIDE - 1) / (down * SIDE);
        for (int index = 0; index < count; index++) {
            int at = from + 6 + 3 * index;
            components.add(component(at, count == 1 ? 0x11 : uint8(at + 1), across, down));
        }
        if (count == 3) {
            checkColours();
        }
    }

    private JpegComponent component(int at, int factors, int unitAcross, int unitDown) throws IOException {
        int across = factors >> 4;
        int down = factors & 0xF;
        if (across < 1 || down < 1 || across > unitAcross || down > unitDown) {
            throw new IOException("unusual units");
        }
        int[] quantisation = quantisations[uint8(at + 2) & 3];
        if (quantisation == null) {
            throw new IOException("no quantisation table before the frame");
        }
        JpegComponent component = new JpegComponent(
                uint8(at),
                across,
                down,
                unitsAcross * across,
                blocks(width, across, unitAcross),
                blocks(height, down, unitDown),
                progressive ? unitsDown * down : down);
        System.arraycopy(quantisation, 0, component.steps, 0, BLOCK);
        return component;
    }

    private static int blocks(int pixels, int factor, int most) {
        int samples = (pixels * factor + most - 1) / most;
        return (samples + SIDE - 1) / SIDE;
    }

    /** Without a segment that says so, decoders know luma and colours by their numbers. */
    private void checkColours() throws IOException {
        boolean numbered = components.get(0).id == 1 && components.get(1).id == 2 && components.get(2).id == 3;
        if (!saysColours && !numbered) {
            throw new IOException("unknown colours");
        }
    }

    private void check(int wantedWidth, int wantedHeight) throws IOException {
        if (components.isEmpty() || width != wantedWidth || height != wantedHeight) {
            throw new IOException("another frame than expected");
        }
    }

    /** Reads a scan; returns where the next segment is. */
    private int scan(int from, int end, Outputs outputs) throws IOException {
        int count = uint8(from);
        if (count < 1 || count > components.size() || end - from != 4 + 2 * count) {
            throw new IOException("no scan");
        }
        int first = uint8(end - 3);
        int last = uint8(end - 2);
        int high = uint8(end - 1) >> 4;
        int low = uint8(end - 1) & 0xF;
        List<JpegComponent> some = new ArrayList<>();
        List<JpegCodes> dc = new ArrayList<>();
        List<JpegCodes> ac = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            some.add(component(uint8(from + 1 + 2 * index)));
            int tables = uint8(from + 2 + 2 * index);
            if (first == 0 && high == 0) {
                dc.add(codes(dcCodes, tables >> 4));
            }
            if (last > 0) {
                ac.add(codes(acCodes, tables & 0xF));
            }
        }
        bits.begin(end);
        JpegScan scan = new JpegScan(bits, some, dc, ac, first, last, high, low, restarts, deadline);
        if (progressive) {
            checkPass(scan);
            scan.progressive(unitsAcross, unitsDown);
        } else {
            if (count != components.size() || first != 0 || last != BLOCK - 1 || high != 0 || low != 0) {
                throw new IOException("an unusual scan");
            }
            scan.baseline(unitsAcross, unitsDown, outputs::write);
        }
        return bits.end();
    }

    private static JpegCodes codes(JpegCodes[] tables, int number) throws IOException {
        JpegCodes codes = number < tables.length ? tables[number] : null;
        if (codes == null) {
            throw new IOException("no Huffman table before the scan");
        }
        return codes;
    }

    private JpegComponent component(int id) throws IOException {
        for (JpegComponent component : components) {
            if (component.id == id) {
                return component;
            }
        }
        throw new IOException("a scan of nothing");
    }

    /** Each bit of each coefficient comes once, the higher ones first. */
    private static void checkPass(JpegScan scan) throws IOException {
        boolean isWhole =
                scan.first() == 0 ? scan.last() == 0 : scan.components().size() == 1;
        if (!isWhole || scan.last() >= BLOCK || scan.first() > scan.last() || scan.low() > 13) {
            throw new IOException("an unusual pass");
        }
        for (JpegComponent component : scan.components()) {
            for (int index = scan.first(); index <= scan.last(); index++) {
                int missing = component.missingBits[index];
                boolean isNext = scan.high() == 0
                        ? missing == Integer.SIZE
                        : missing == scan.high() && scan.low() == scan.high() - 1;
                if (!isNext) {
                    throw new IOException("passes out of order");
                }
                component.missingBits[index] = scan.low();
            }
        }
    }

    /** Images of all the sizes that are wanted. */
    private final class Outputs {
        private final List<Shrink> wanted;
        private final Map<Integer, BoxShrinkers> shrinkers = new TreeMap<>();
        private final List<JpegOutput> outputs = new ArrayList<>();

        Outputs(List<Shrink> wanted) throws IOException {
            this.wanted = wanted;
            for (int reduction = 1; reduction <= MOST_REDUCED; reduction *= 2) {
                List<Shrink> reduced = reduced(reduction);
                if (!reduced.isEmpty()) {
                    int reducedHeight = divided(height, reduction);
                    BoxShrinkers some = new BoxShrinkers(reducedHeight, reduced, false);
                    shrinkers.put(reduction, some);
                    outputs.add(new JpegOutput(components, divided(width, reduction), reducedHeight, reduction, some));
                }
            }
        }

        private List<Shrink> reduced(int reduction) {
            return wanted.stream()
                    .filter(shrink -> reduction(shrink) == reduction)
                    .map(shrink -> new Shrink(
                            reduced(shrink.part(), reduction),
                            shrink.horizontalFactor() / reduction,
                            shrink.verticalFactor() / reduction))
                    .toList();
        }

        private static Area reduced(Area part, int reduction) {
            return new Area(
                    part.left() / reduction,
                    part.top() / reduction,
                    divided(part.width(), reduction),
                    divided(part.height(), reduction));
        }

        private static int divided(int length, int reduction) {
            return (length + reduction - 1) / reduction;
        }

        void write(int row) {
            write(row, new int[components.size()]);
        }

        private void write(int row, int[] firstRows) {
            for (JpegOutput output : outputs) {
                output.unitRow(row, firstRows, row == unitsDown - 1);
            }
        }

        /** Once all passes are read. */
        void writeAll() throws IOException {
            for (JpegComponent component : components) {
                for (int missing : component.missingBits) {
                    if (missing != 0) {
                        throw new EOFException("a pass is missing");
                    }
                }
            }
            for (int row = 0; row < unitsDown; row++) {
                deadline.look();
                int unitRow = row;
                write(
                        row,
                        components.stream()
                                .mapToInt(component -> unitRow * component.down)
                                .toArray());
            }
        }

        List<Pixels> shrunk() {
            Map<Integer, List<Pixels>> made = new TreeMap<>();
            shrinkers.forEach((reduction, some) -> made.put(reduction, new ArrayList<>(some.shrunk())));
            List<Pixels> inOrder = new ArrayList<>();
            for (Shrink shrink : wanted) {
                inOrder.add(made.getOrDefault(reduction(shrink), List.of()).remove(0));
            }
            return inOrder;
        }
    }
}
