package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import java.io.IOException;
import java.util.List;

/**
 * Reads the coefficients of one scan (ITU-T T.81, annexes F and G). For one scan and one thread.
 *
 * @param components of the scan
 * @param dcCodes for each of them, or nothing if the scan has no first coefficients
 * @param acCodes for each of them, or nothing if the scan has only first coefficients
 * @param first the number of the first coefficient
 * @param last the number of the last one
 * @param high bits that are known already, or 0
 * @param low bits that come later
 * @param restarts units between two marks that a decoder can begin at, or 0
 */
record JpegScan(
        JpegBits bits,
        List<JpegComponent> components,
        List<JpegCodes> dcCodes,
        List<JpegCodes> acCodes,
        int first,
        int last,
        int high,
        int low,
        int restarts,
        Deadline deadline) {
    private static final int BLOCK = 64;

    /** Reads rows of whole blocks one by one. */
    void baseline(int unitsAcross, int unitsDown, RowReader reader) throws IOException {
        Restarts marks = new Restarts();
        for (int row = 0; row < unitsDown; row++) {
            deadline.look();
            components.forEach(JpegComponent::clear);
            for (int unit = 0; unit < unitsAcross; unit++) {
                boolean unused = marks.passed();
                for (int index = 0; index < components.size(); index++) {
                    unit(components.get(index), dcCodes.get(index), acCodes.get(index), unit);
                }
            }
            bits.checkData();
            reader.read(row);
        }
    }

    private void unit(JpegComponent component, JpegCodes dc, JpegCodes ac, int unit) throws IOException {
        short[] coefficients = component.coefficients();
        for (int y = 0; y < component.down; y++) {
            for (int x = 0; x < component.across; x++) {
                int block = y * component.blocksAcross + unit * component.across + x;
                int start = JpegComponent.start(block);
                int last = bits.block(dc, ac, component.predicted, coefficients, start);
                component.predicted = coefficients[start];
                component.seen(block, last);
            }
        }
    }

    /** Reads a pass of an image that comes in several. */
    void progressive(int unitsAcross, int unitsDown) throws IOException {
        components.forEach(component -> component.predicted = 0);
        new Pass().read(unitsAcross, unitsDown);
        bits.checkData();
    }

    /** Takes what a row of units holds. */
    @FunctionalInterface
    interface RowReader {
        void read(int row) throws IOException;
    }

    /** The marks between units that a decoder can begin at. */
    private final class Restarts {
        private int units = restarts;
        private int mark;

        /** Goes on to the next unit; returns whether a mark was before it. */
        boolean passed() throws IOException {
            if (restarts == 0 || units-- > 0) {
                return false;
            }
            bits.restart(mark++ & 7);
            components.forEach(component -> component.predicted = 0);
            units = restarts - 1;
            return true;
        }
    }

    private final class Pass {
        /** Blocks to come that have no more coefficients. */
        private int emptyBlocks;

        private final Restarts marks = new Restarts();

        void read(int unitsAcross, int unitsDown) throws IOException {
            if (components.size() > 1) {
                for (int row = 0; row < unitsDown; row++) {
                    deadline.look();
                    for (int unit = 0; unit < unitsAcross; unit++) {
                        mark();
                        for (int index = 0; index < components.size(); index++) {
                            unit(index, row, unit);
                        }
                    }
                    bits.checkData();
                }
                return;
            }
            JpegComponent only = components.get(0);
            for (int row = 0; row < only.usedDown; row++) {
                deadline.look();
                for (int x = 0; x < only.usedAcross; x++) {
                    mark();
                    block(0, row * only.blocksAcross + x);
                }
                bits.checkData();
            }
        }

        private void mark() throws IOException {
            if (marks.passed()) {
                emptyBlocks = 0;
            }
        }

        private void unit(int index, int row, int unit) throws IOException {
            JpegComponent component = components.get(index);
            for (int y = 0; y < component.down; y++) {
                for (int x = 0; x < component.across; x++) {
                    block(index, (row * component.down + y) * component.blocksAcross + unit * component.across + x);
                }
            }
        }

        private void block(int index, int block) throws IOException {
            JpegComponent component = components.get(index);
            int start = JpegComponent.start(block);
            if (first == 0 && high == 0) {
                component.predicted += bits.difference(dcCodes.get(index));
                component.coefficients()[start] = (short) (component.predicted << low);
            } else if (first == 0) {
                component.coefficients()[start] |= (short) (bits.bits(1) << low);
            } else if (high == 0) {
                firstTime(component, acCodes.get(index), block, start);
            } else {
                refined(component, acCodes.get(index), block, start);
            }
        }

        private void firstTime(JpegComponent component, JpegCodes codes, int block, int start) throws IOException {
            if (emptyBlocks > 0) {
                emptyBlocks--;
                return;
            }
            for (int index = first; index <= last; index++) {
                int code = bits.symbol(codes);
                int run = code >> 4;
                int size = code & 0xF;
                if (size == 0 && run < JpegCodes.LAST_RUN) {
                    emptyBlocks = (1 << run) + bits.bits(run) - 1;
                    return;
                }
                index += run;
                if (size != 0) {
                    checkIndex(index);
                    component.coefficients()[start + InverseDct.PLACES[index]] = (short) (bits.number(size) << low);
                    component.seen(block, index);
                }
            }
        }

        private void checkIndex(int index) throws IOException {
            if (index > last) {
                throw new IOException("a block has more coefficients than its scan");
            }
        }

        private void refined(JpegComponent component, JpegCodes codes, int block, int start) throws IOException {
            short[] coefficients = component.coefficients();
            int known = Math.min(last, component.last(block));
            int index = first;
            while (emptyBlocks == 0 && index <= last) {
                int code = bits.symbol(codes);
                int run = code >> 4;
                int size = code & 0xF;
                if (size == 0 && run < JpegCodes.LAST_RUN) {
                    emptyBlocks = (1 << run) + bits.bits(run);
                    break;
                }
                if (size > 1) {
                    throw new IOException("more than one bit of a coefficient at a time");
                }
                int added = size == 0 ? 0 : bits.bits(1) == 1 ? 1 << low : -1 << low;
                index = behindZeros(coefficients, start, index, known, run);
                if (added != 0) {
                    checkIndex(index);
                    coefficients[start + InverseDct.PLACES[index]] = (short) added;
                    component.seen(block, index);
                }
                index++;
            }
            if (emptyBlocks > 0) {
                int unused = behindZeros(coefficients, start, index, known, BLOCK);
                emptyBlocks--;
            }
        }

        /**
         * The next zero behind some; the coefficients on the way that are none get a bit more.
         *
         * @param known the last coefficient that may be none
         */
        private int behindZeros(short[] coefficients, int start, int from, int known, int zeros) {
            int left = zeros;
            int index = from;
            for (; index <= known; index++) {
                int place = start + InverseDct.PLACES[index];
                if (coefficients[place] == 0) {
                    if (left-- == 0) {
                        return index;
                    }
                } else if (bits.bits(1) == 1 && (coefficients[place] & (1 << low)) == 0) {
                    coefficients[place] += (short) (coefficients[place] > 0 ? 1 << low : -1 << low);
                }
            }
            return Math.min(last + 1, index + left);
        }
    }
}
