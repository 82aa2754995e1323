package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.store.StoredImage;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of a variant in a local store, for one reader that reads from the beginning to the end. */
final class StreamedBytes implements ByteSource {
    private static final Logger log = LoggerFactory.getLogger(StreamedBytes.class);

    /** Most variants are one piece: one read and one write. */
    private static final int PIECE_BYTES = 64 * 1024;

    private final StoredImage image;
    private byte[] buffer = {};
    private long position;

    StreamedBytes(StoredImage image) {
        this.image = image;
    }

    @Override
    public int transfer(long from, long end, OutputStream out) throws IOException {
        if (from >= end) {
            return END;
        }
        int count = read(from, (int) Math.min(PIECE_BYTES, end - from));
        if (count < 0) {
            return END;
        }
        position = from + count;
        out.write(buffer, 0, count);
        return count;
    }

    private int read(long from, int wanted) throws BrokenBodyException {
        if (buffer.length < wanted) {
            buffer = new byte[wanted];
        }
        try {
            image.body().skipNBytes(from - position);
            return image.body().read(buffer, 0, wanted);
        } catch (IOException unreadable) {
            throw new BrokenBodyException("stored body cannot be read", unreadable);
        }
    }

    @Override
    public void whenBeyond(long position, Runnable task) {
        task.run();
    }

    @Override
    public boolean isShort() {
        return image.metadata().length() <= LONGEST_SHORT;
    }

    @Override
    public void close() {
        try {
            image.close();
        } catch (IOException alreadyGone) {
            log.debug("closing a stored variant", alreadyGone);
        }
    }
}
