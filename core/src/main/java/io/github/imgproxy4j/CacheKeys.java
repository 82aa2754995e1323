package io.github.imgproxy4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Derives the name under which a variant is stored: the one class that decides for browser and store alike.
 *
 * <p>The key is the lower-case hexadecimal MD5 of the canonical signed path, as imgproxy-cache stores it. Where nothing
 * is signed every client could invent signatures, so all of them count as one.
 */
final class CacheKeys {
    private CacheKeys() {}

    static String keyOf(SignedPath signedPath, boolean unsigned) {
        String text = unsigned ? "/" + Signer.UNSIGNED + signedPath.path() : signedPath.text();
        return HexFormat.of().formatHex(md5().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }
}
