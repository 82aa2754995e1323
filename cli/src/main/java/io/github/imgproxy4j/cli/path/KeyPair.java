package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.internal.url.SigningKey;
import io.github.imgproxy4j.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A key and its salt, as bytes and as the text that may have been used as bytes by mistake. {@code toString} reveals
 * nothing.
 */
final class KeyPair {
    private final byte[] key;
    private final byte[] salt;

    private KeyPair(byte[] key, byte[] salt) {
        this.key = key;
        this.salt = salt;
    }

    /** The pairs of valid settings; the first one signs. */
    static List<KeyPair> of(Settings settings) {
        List<String> keys = settings.isSet(CoreSettings.KEY) ? settings.get(CoreSettings.KEY) : List.of();
        List<String> salts = settings.isSet(CoreSettings.SALT) ? settings.get(CoreSettings.SALT) : List.of();
        return IntStream.range(0, keys.size())
                .mapToObj(
                        i -> new KeyPair(SigningKey.bytes("key", keys.get(i)), SigningKey.bytes("salt", salts.get(i))))
                .toList();
    }

    byte[] key() {
        return key;
    }

    byte[] salt() {
        return salt;
    }

    KeyPair withSaltOf(KeyPair other) {
        return new KeyPair(key, other.salt);
    }

    KeyPair exchanged() {
        return new KeyPair(salt, key);
    }

    KeyPair withKeyAsText() {
        return new KeyPair(text(key), salt);
    }

    KeyPair withSaltAsText() {
        return new KeyPair(key, text(salt));
    }

    private static byte[] text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "KeyPair[***]";
    }
}
