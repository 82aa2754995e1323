package io.github.imgproxy4j.embedded.internal.limit;

import javax.imageio.stream.ImageInputStreamImpl;

/** The bytes of a source for a reader, which is stopped at one of its next reads after the time is over. */
public final class WatchedInput extends ImageInputStreamImpl {
    /** Reads of single bytes are too many to look at the clock for each. */
    private static final int BYTES_BETWEEN_LOOKS = 4096;

    /** What a call costs at least, so that many calls for nothing count as well. */
    private static final int CALL = 16;

    private final byte[] bytes;
    private final Deadline deadline;
    private int sinceLook;

    public WatchedInput(byte[] bytes, Deadline deadline) {
        this.bytes = bytes;
        this.deadline = deadline;
    }

    @Override
    public int read() {
        bitOffset = 0;
        count(1);
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        count(CALL);
        if (streamPos >= bytes.length) {
            return -1;
        }
        int read = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, read);
        streamPos += read;
        count(read);
        return read;
    }

    private void count(int read) {
        sinceLook += read;
        if (sinceLook >= BYTES_BETWEEN_LOOKS) {
            sinceLook = 0;
            deadline.look();
        }
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public boolean isCached() {
        return true;
    }

    @Override
    public boolean isCachedMemory() {
        return true;
    }
}
