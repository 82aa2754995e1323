package io.github.imgproxy4j.filter.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Complete bytes that can be read several times, in memory or not. Thread-safe. */
public interface ImageBody {
    /** The number of bytes. */
    long length();

    /** A new stream over all bytes, to be closed by the caller. */
    InputStream open() throws IOException;

    /** A body in memory; the array must not be modified afterwards. */
    static ImageBody of(byte[] bytes) {
        return new ImageBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
