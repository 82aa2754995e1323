package io.github.imgproxy4j.url;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.error.Problems;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One pair of key and salt. Thread-safe; prints nothing of itself.
 *
 * <p>The signature is HMAC-SHA256 over salt and path, cut to the configured number of bytes, in URL-safe Base64 without
 * padding, as imgproxy computes it. HMAC is put together from the platform's SHA-256 by RFC 2104: the platform's own
 * takes a third of the first image of a JVM to look for security providers.
 */
public final class SigningKey {
    private static final String ALGORITHM = "SHA-256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** RFC 2104: what the key is combined with, inside and outside. */
    private static final int INNER_PAD = 0x36;

    private static final int OUTER_PAD = 0x5c;

    private static final int BLOCK_BYTES = 64;

    /** Fed with the key and the salt; every signature starts from a clone of it. */
    private final MessageDigest inner;

    /** Fed with the key; hashes what the inner one yields. */
    private final MessageDigest outer;

    private final int signatureBytes;

    SigningKey(byte[] key, byte[] salt, int signatureBytes) {
        byte[] block = block(key);
        this.inner = fed(block, INNER_PAD);
        this.inner.update(salt);
        this.outer = fed(block, OUTER_PAD);
        this.signatureBytes = signatureBytes;
    }

    /**
     * A pair from hexadecimal text.
     *
     * @throws ImgproxyException without the texts, naming each that is not hexadecimal or empty
     */
    public static SigningKey ofHex(String keyHex, String saltHex, int signatureBytes) {
        requireHex("key", keyHex, "salt", saltHex);
        return new SigningKey(bytes("key", keyHex), bytes("salt", saltHex), signatureBytes);
    }

    /** Refuses two secrets at once. */
    static void requireHex(String name, String hex, String otherName, String otherHex) {
        Problems refusals = new Problems();
        if (!isHex(hex.strip())) {
            refusals.add(notHex(name));
        }
        if (!isHex(otherHex.strip())) {
            refusals.add(notHex(otherName));
        }
        refusals.enforce();
    }

    /** The bytes of a secret in hexadecimal; refuses it without showing it. */
    public static byte[] bytes(String name, String hex) {
        String digits = hex.strip();
        if (!isHex(digits)) {
            throw notHex(name);
        }
        return HexFormat.of().parseHex(digits);
    }

    private static ImgproxyException notHex(String name) {
        return new ImgproxyException(name + " [***] must be hexadecimal: an even number of digits 0-9 a-f");
    }

    private static boolean isHex(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (!HexFormat.isHexDigit(digits.charAt(i))) {
                return false;
            }
        }
        return !digits.isEmpty() && digits.length() % 2 == 0;
    }

    /** The key as HMAC uses it: a whole block, in which a longer key is replaced by its hash. */
    private static byte[] block(byte[] key) {
        return Arrays.copyOf(key.length > BLOCK_BYTES ? digest().digest(key) : key, BLOCK_BYTES);
    }

    private static MessageDigest fed(byte[] block, int pad) {
        MessageDigest digest = digest();
        for (byte octet : block) {
            digest.update((byte) (octet ^ pad));
        }
        return digest;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    String sign(String path) {
        return ENCODER.encodeToString(signature(path));
    }

    /** Whether the bytes are this pair's signature of the path; takes the same time wherever they differ. */
    boolean matches(byte[] candidate, String path) {
        return MessageDigest.isEqual(candidate, signature(path));
    }

    int signatureBytes() {
        return signatureBytes;
    }

    private byte[] signature(String path) {
        MessageDigest hash = cloned(outer);
        byte[] whole = hash.digest(cloned(inner).digest(path.getBytes(StandardCharsets.UTF_8)));
        return signatureBytes == whole.length ? whole : Arrays.copyOf(whole, signatureBytes);
    }

    private static MessageDigest cloned(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the platform's " + ALGORITHM + " cannot be cloned", impossible);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[***]";
    }
}
