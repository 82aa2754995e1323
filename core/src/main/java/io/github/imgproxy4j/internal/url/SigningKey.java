package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.text.Problems;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One pair of key and salt. Thread-safe; {@code toString} reveals nothing.
 *
 * <p>The signature is HMAC-SHA256 over salt and path, cut to the configured number of bytes, in URL-safe Base64 without
 * padding, as imgproxy computes it.
 */
public final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final byte[] key;
    private final byte[] salt;
    private final int signatureBytes;

    /** Updated with the salt and never finished; every signature starts from a clone of it. */
    private final Mac salted;

    SigningKey(byte[] key, byte[] salt, int signatureBytes) {
        this.key = key.clone();
        this.salt = salt.clone();
        this.signatureBytes = signatureBytes;
        this.salted = salted(this.key, this.salt);
    }

    /**
     * A pair from hexadecimal text.
     *
     * @throws ImgproxyException naming each that is not hexadecimal or is empty, without its text
     */
    public static SigningKey ofHex(String keyHex, String saltHex, int signatureBytes) {
        requireHex("key", keyHex, "salt", saltHex);
        return new SigningKey(bytes("key", keyHex), bytes("salt", saltHex), signatureBytes);
    }

    /** Checks two secrets together. */
    static void requireHex(String name, String hex, String otherName, String otherHex) {
        new Problems()
                .attempt(() -> bytes(name, hex))
                .attempt(() -> bytes(otherName, otherHex))
                .enforce();
    }

    /** The bytes of a secret in hexadecimal; the exception does not contain its text. */
    public static byte[] bytes(String name, String hex) {
        String digits = hex.strip();
        if (digits.isEmpty()) {
            throw notHex(name);
        }
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException notHex) {
            throw notHex(name);
        }
    }

    private static ImgproxyException notHex(String name) {
        return new ImgproxyException(name + " [***] must be hexadecimal: an even number of digits 0-9 a-f");
    }

    String sign(String path) {
        return ENCODER.encodeToString(signature(path));
    }

    /** Whether the bytes are this pair's signature of the path; compares in constant time. */
    boolean matches(byte[] candidate, String path) {
        return MessageDigest.isEqual(candidate, signature(path));
    }

    int signatureBytes() {
        return signatureBytes;
    }

    private byte[] signature(String path) {
        byte[] whole = mac().doFinal(path.getBytes(StandardCharsets.UTF_8));
        return signatureBytes == whole.length ? whole : Arrays.copyOf(whole, signatureBytes);
    }

    private Mac mac() {
        try {
            return (Mac) salted.clone();
        } catch (CloneNotSupportedException notOfThisProvider) {
            return salted(key, salt);
        }
    }

    private static Mac salted(byte[] key, byte[] salt) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(salt);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[***]";
    }
}
