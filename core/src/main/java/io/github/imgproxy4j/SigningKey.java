package io.github.imgproxy4j;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One pair of key and salt. Thread-safe; prints nothing of itself.
 *
 * <p>The signature is HMAC-SHA256 over salt and path, cut to the configured number of bytes, in URL-safe Base64 without
 * padding, as imgproxy computes it.
 */
final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Keyed and already fed with the salt; every signature starts from a clone of it. */
    private final Mac salted;

    private final int signatureBytes;

    SigningKey(byte[] key, byte[] salt, int signatureBytes) {
        this.salted = salted(key, salt);
        this.signatureBytes = signatureBytes;
    }

    /**
     * A pair from hexadecimal text.
     *
     * @throws ImgproxyException without the texts, naming each that is not hexadecimal or empty
     */
    static SigningKey ofHex(String keyHex, String saltHex, int signatureBytes) {
        requireHex("key", keyHex, "salt", saltHex);
        return new SigningKey(bytes("key", keyHex), bytes("salt", saltHex), signatureBytes);
    }

    /** Refuses two secrets at once. */
    static void requireHex(String name, String hex, String otherName, String otherHex) {
        new Refusals()
                .attempt(() -> bytes(name, hex))
                .attempt(() -> bytes(otherName, otherHex))
                .enforce();
    }

    /** The bytes of a secret in hexadecimal; refuses it without showing it. */
    static byte[] bytes(String name, String hex) {
        String digits = hex.strip();
        if (digits.isEmpty() || digits.length() % 2 != 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw new ImgproxyException(name + " [***] must be hexadecimal: an even number of digits 0-9 a-f");
        }
        return HexFormat.of().parseHex(digits);
    }

    private static Mac salted(byte[] key, byte[] salt) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(salt);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
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
        Mac mac = clonedMac();
        byte[] whole = mac.doFinal(path.getBytes(StandardCharsets.UTF_8));
        return signatureBytes == whole.length ? whole : Arrays.copyOf(whole, signatureBytes);
    }

    private Mac clonedMac() {
        try {
            return (Mac) salted.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the platform's " + ALGORITHM + " cannot be cloned", impossible);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[***]";
    }
}
