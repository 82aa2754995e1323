package io.github.imgproxy4j.filter.store.file;

/**
 * How many files and bytes there are, by segment. Thread-safe.
 *
 * <p>It takes about a megabyte however many files there are. A process notes what it adds and removes itself; what others
 * do to the folder shows when the segment is counted the next time. A count takes a while, and changes that are made
 * meanwhile may or may not be in it, so it is accepted only if nothing was being changed from its {@link #stamp} on.
 */
final class Ledger {
    /** The stamp of a segment that is being changed. */
    static final int CHANGING = -1;

    private final int[] filesBySegment = new int[VariantFiles.SEGMENTS];
    private final long[] bytesBySegment = new long[VariantFiles.SEGMENTS];
    private final short[] changing = new short[VariantFiles.SEGMENTS];
    private final short[] changes = new short[VariantFiles.SEGMENTS];
    private long files;
    private long bytes;

    /** A file is about to be added or removed. */
    synchronized void begin(int segment) {
        changing[segment]++;
    }

    /** The change is made, or was not possible: then it is one of no files and no bytes. */
    synchronized void end(int segment, int moreFiles, long moreBytes) {
        changing[segment]--;
        changes[segment]++;
        note(
                segment,
                Math.max(0, filesBySegment[segment] + moreFiles),
                Math.max(0, bytesBySegment[segment] + moreBytes));
    }

    /** What to pass with the result of a count that starts now, or {@link #CHANGING} if it would not be valid. */
    synchronized int stamp(int segment) {
        return changing[segment] > 0 ? CHANGING : changes[segment] & 0xFFFF;
    }

    /** Notes a count, unless the segment was changed since the stamp. */
    synchronized boolean counted(int segment, int stamp, int foundFiles, long foundBytes) {
        if (stamp == CHANGING || stamp(segment) != stamp) {
            return false;
        }
        note(segment, foundFiles, foundBytes);
        return true;
    }

    private void note(int segment, int nowFiles, long nowBytes) {
        files += nowFiles - filesBySegment[segment];
        bytes += nowBytes - bytesBySegment[segment];
        filesBySegment[segment] = nowFiles;
        bytesBySegment[segment] = nowBytes;
    }

    /** The next segment that has files, from this one on and round to it again, or -1 if there is none. */
    synchronized int nextInUse(int segment) {
        for (int i = 0; i < VariantFiles.SEGMENTS; i++) {
            int candidate = (segment + i) % VariantFiles.SEGMENTS;
            if (filesBySegment[candidate] > 0) {
                return candidate;
            }
        }
        return -1;
    }

    synchronized boolean isInUse(int segment) {
        return filesBySegment[segment] > 0;
    }

    synchronized long files() {
        return files;
    }

    synchronized long bytes() {
        return bytes;
    }
}
