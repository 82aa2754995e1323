package io.github.imgproxy4j.internal.url;

import io.github.imgproxy4j.error.ImgproxyException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts sources as imgproxy Pro decrypts them: AES-CBC with PKCS#7 padding, after its initialisation vector.
 *
 * <p>The vector is derived from the source with a second key: a source always gives the same text and thus the same
 * cache key. Without this key it cannot be determined whether two vectors belong to sources with a common prefix. Thread-safe;
 * {@code toString} reveals nothing.
 */
public final class SourceCipher {
    private static final String KEY_NAME = "source encryption key";
    private static final String VECTOR_KEY_NAME = "source encryption vector key";
    private static final int BLOCK_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final SecretKeySpec vectorKey;

    private SourceCipher(byte[] key, byte[] vectorKey) {
        this.key = new SecretKeySpec(key, "AES");
        this.vectorKey = new SecretKeySpec(vectorKey, "HmacSHA256");
    }

    /**
     * A cipher.
     *
     * @param keyHex 16, 24 or 32 bytes in hexadecimal, imgproxy's {@code IMGPROXY_SOURCE_URL_ENCRYPTION_KEY}
     * @param vectorKeyHex any other secret in hexadecimal
     * @throws ImgproxyException if they are invalid, without their texts
     */
    public static SourceCipher ofHex(String keyHex, String vectorKeyHex) {
        SigningKey.requireHex(KEY_NAME, keyHex, VECTOR_KEY_NAME, vectorKeyHex);
        byte[] key = SigningKey.bytes(KEY_NAME, keyHex);
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new ImgproxyException(KEY_NAME + " [***] must have 16, 24 or 32 bytes");
        }
        return new SourceCipher(key, SigningKey.bytes(VECTOR_KEY_NAME, vectorKeyHex));
    }

    /** The vector and the encrypted source in URL-safe Base64. */
    public String encrypt(String source) {
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        return encrypt(bytes, vectorOf(bytes));
    }

    public String encrypt(byte[] source, byte[] vector) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding"); // For blocks of 16 bytes this is PKCS#7.
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(vector));
            byte[] encrypted = cipher.doFinal(source);
            byte[] both = Arrays.copyOf(vector, BLOCK_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, both, BLOCK_BYTES, encrypted.length);
            return BASE64.encodeToString(both);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-CBC", impossible);
        }
    }

    /** The source, or null if it was not encrypted with this key. */
    @Nullable
    String decrypt(byte[] vectorAndSource) {
        if (vectorAndSource.length <= BLOCK_BYTES) {
            return null;
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(vectorAndSource, 0, BLOCK_BYTES));
            byte[] source = cipher.doFinal(vectorAndSource, BLOCK_BYTES, vectorAndSource.length - BLOCK_BYTES);
            return new String(source, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException otherKey) {
            return null;
        }
    }

    private byte[] vectorOf(byte[] source) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(vectorKey);
            return Arrays.copyOf(mac.doFinal(source), BLOCK_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    @Override
    public String toString() {
        return "SourceCipher[***]";
    }
}
