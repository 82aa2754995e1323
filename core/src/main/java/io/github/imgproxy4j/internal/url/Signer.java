package io.github.imgproxy4j.internal.url;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs with the first pair of key and salt, verifies with all pairs. Thread-safe.
 *
 * <p>Without a pair every path is accepted, as in imgproxy; callers must create such a signer only if unsigned use is
 * allowed.
 */
public final class Signer {
    /** The text in place of a signature if paths are not signed. */
    public static final String UNSIGNED = "unsafe";

    private final List<SigningKey> keys;
    private final Set<String> trustedSignatures;

    public Signer(List<SigningKey> keys, Set<String> trustedSignatures) {
        this.keys = List.copyOf(keys);
        this.trustedSignatures = Set.copyOf(trustedSignatures);
    }

    public boolean isUnsigned() {
        return keys.isEmpty();
    }

    /** Whether any client could have used this text as a signature. */
    public boolean isInvented(String signature) {
        return keys.isEmpty() && !trustedSignatures.contains(signature);
    }

    /** The signature of a path by the first pair, or the text in its place. */
    public String sign(String path) {
        return keys.isEmpty() ? UNSIGNED : keys.get(0).sign(path);
    }

    /**
     * Verifies the signature of a path.
     *
     * @return the signature in canonical form; null if it is refused, see {@link #refusal}
     */
    public @Nullable String verify(String signature, String path) {
        if (trustedSignatures.contains(signature)) {
            return signature;
        }
        if (keys.isEmpty()) {
            return looksLikeAnOption(signature) ? null : signature;
        }
        byte[] candidate = decoded(signature);
        for (SigningKey key : keys) {
            if (key.matches(candidate, path)) {
                // Several texts decode to the same bytes; one image must have one spelling.
                return key.sign(path);
            }
        }
        return null;
    }

    private static boolean looksLikeAnOption(String signature) {
        return signature.indexOf(':') >= 0;
    }

    /** Why a signature is refused, for the log; contains neither the signature nor a key. */
    public String refusal(String signature, String path) {
        if (keys.isEmpty()) {
            return "the text in place of the signature looks like an option; write " + UNSIGNED + " before the options";
        }
        int found = decoded(signature).length;
        int expected = keys.get(0).signatureBytes();
        if (found == 0) {
            return "the signature is not URL-safe Base64 without padding";
        }
        if (found != expected) {
            return "the signature has " + found + " bytes instead of " + expected
                    + "; both sides need the same signature size";
        }
        return "none of " + keys.size() + " key pairs created the signature; it must cover the salt and [" + path + "]";
    }

    /** The bytes, or an empty array, which never matches, for text that is not URL-safe Base64 without padding. */
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
