package io.github.imgproxy4j.embedded.internal.codec;

import io.github.imgproxy4j.embedded.internal.format.ByteReader;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Unpacks the pixel data of a PNG file, chunk after chunk. For one file and one thread. */
final class PngData implements AutoCloseable {
    private static final int FIRST_CHUNK = 8;
    private static final int CHUNK_OVERHEAD = 12;

    private final byte[] file;
    private final ByteReader reader;
    private final Deadline deadline;
    private final Inflater inflater = new Inflater();
    private long chunk = FIRST_CHUNK;
    private @Nullable DataFormatException damage;

    PngData(byte[] file, Deadline deadline) {
        this.file = file;
        this.reader = ByteReader.of(file);
        this.deadline = deadline;
    }

    /**
     * Where the first chunk of a type begins.
     *
     * @return {@link Long#MAX_VALUE} if there is none
     */
    static long findChunk(ByteReader png, String type) throws IOException {
        return findChunk(png, type, FIRST_CHUNK);
    }

    private static long findChunk(ByteReader png, String type, long from) throws IOException {
        long offset = from;
        while (offset + CHUNK_OVERHEAD <= png.length()) {
            if (png.hasText(offset + 4, type)) {
                return offset;
            }
            offset += CHUNK_OVERHEAD + png.uint32(offset);
        }
        return Long.MAX_VALUE;
    }

    /**
     * Unpacks some bytes, at least one; all of those before a damage.
     *
     * @throws EOFException if there are no more
     * @throws DataFormatException if what comes next is damaged
     */
    int read(byte[] to, int at, int length) throws IOException, DataFormatException {
        while (true) {
            int count = inflate(to, at, length);
            if (count > 0) {
                return count;
            }
            if (!inflater.needsInput() || inflater.finished()) {
                throw new EOFException("the pixel data is truncated");
            }
            nextChunk();
        }
    }

    private int inflate(byte[] to, int at, int length) throws DataFormatException {
        if (damage != null) {
            throw damage;
        }
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(to, at, length);
        } catch (DataFormatException damaged) {
            damage = damaged;
            int count = (int) (inflater.getBytesWritten() - before);
            if (count == 0) {
                throw damaged;
            }
            return count;
        }
    }

    private void nextChunk() throws IOException {
        deadline.look();
        long data = findChunk(reader, "IDAT", chunk);
        if (data == Long.MAX_VALUE) {
            throw new EOFException("no more pixels");
        }
        long length = reader.uint32(data);
        if (data + CHUNK_OVERHEAD + length > file.length) {
            throw new EOFException("a chunk extends beyond the end of the file");
        }
        inflater.setInput(file, (int) data + 8, (int) length);
        chunk = data + CHUNK_OVERHEAD + length;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
