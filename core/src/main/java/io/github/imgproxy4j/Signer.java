package io.github.imgproxy4j;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs with the first pair, verifies with all. Thread-safe.
 *
 * <p>Without a pair every path is taken as it is, as imgproxy does; {@link Imgproxy.Builder#build} lets that happen only
 * where unsigned use is allowed.
 */
final class Signer {
    /** What stands for a signature where nothing is signed. */
    static final String UNSIGNED = "unsafe";

    private final List<SigningKey> keys;
    private final Set<String> trustedSignatures;

    Signer(List<SigningKey> keys, Set<String> trustedSignatures) {
        this.keys = List.copyOf(keys);
        this.trustedSignatures = Set.copyOf(trustedSignatures);
    }

    boolean isUnsigned() {
        return keys.isEmpty();
    }

    SignedPath sign(String path) {
        return new SignedPath(keys.isEmpty() ? UNSIGNED : keys.get(0).sign(path), path);
    }

    /** The canonical form of a signed path, or null if no pair made this signature. */
    @Nullable
    SignedPath verify(String signature, String path) {
        if (trustedSignatures.contains(signature)) {
            return new SignedPath(signature, path);
        }
        if (keys.isEmpty()) {
            return signature.indexOf(':') < 0 ? new SignedPath(signature, path) : null;
        }
        byte[] candidate = decoded(signature);
        for (SigningKey key : keys) {
            if (key.matches(candidate, path)) {
                // Several texts decode to the same bytes; one image must have one spelling.
                return new SignedPath(key.sign(path), path);
            }
        }
        return null;
    }

    /** The bytes, or none for text that is not URL-safe Base64 without padding; none never match. */
    private static byte[] decoded(String signature) {
        if (signature.indexOf('=') >= 0) {
            return new byte[0];
        }
        try {
            return Base64.getUrlDecoder().decode(signature);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
