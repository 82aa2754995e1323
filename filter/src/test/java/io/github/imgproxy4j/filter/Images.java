package io.github.imgproxy4j.filter;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bodies for tests. */
public final class Images {
    private Images() {}

    /** Bytes that begin as a PNG does; the rest is noise of the seed. */
    public static byte[] png(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(signature, 0, bytes, 0, signature.length);
        return bytes;
    }

    /** Bytes that begin as a WebP does; the rest is noise of the seed. */
    static byte[] webp(int length, long seed) {
        byte[] bytes = png(length, seed);
        System.arraycopy("RIFF".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
        System.arraycopy("WEBP".getBytes(StandardCharsets.US_ASCII), 0, bytes, 8, 4);
        return bytes;
    }
}
