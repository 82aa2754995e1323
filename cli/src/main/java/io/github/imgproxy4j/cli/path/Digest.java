package io.github.imgproxy4j.cli.path;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A digest of a message with a key. */
@FunctionalInterface
interface Digest {
    byte[] of(byte[] key, byte[] message);

    /** A keyed digest that every Java platform has. */
    static Digest hmac(String algorithm) {
        return (key, message) -> {
            try {
                Mac mac = Mac.getInstance(algorithm);
                mac.init(new SecretKeySpec(key, algorithm));
                return mac.doFinal(message);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has " + algorithm, impossible);
            }
        };
    }

    /** The digest of key and message, concatenated. */
    static Digest plain(String algorithm) {
        return (key, message) -> {
            try {
                MessageDigest digest = MessageDigest.getInstance(algorithm);
                digest.update(key);
                return digest.digest(message);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has " + algorithm, impossible);
            }
        };
    }
}
