package io.github.imgproxy4j.internal.url;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs with the first pair, verifies with all. Thread-safe.
 *
 * <p>Without a pair every path is taken as it is, as imgproxy does; whoever makes a signer lets that happen only where
 * unsigned use is allowed.
 */
public final class Signer {
    /** What stands for a signature where nothing is signed. */
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

    /** Whether anybody could have put this text in place of a signature. */
    public boolean isInvented(String signature) {
        return keys.isEmpty() && !trustedSignatures.contains(signature);
    }

    /** The signature of a path by the first pair, or what stands for it. */
    public String sign(String path) {
        return keys.isEmpty() ? UNSIGNED : keys.get(0).sign(path);
    }

    /**
     * Whether a client may ask for a path with this signature.
     *
     * @return the signature in canonical form; null if it is refused, and {@link #refusal} knows why
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

    /** Why a signature is refused, for a developer; names neither it nor a key. */
    public String refusal(String signature, String path) {
        if (keys.isEmpty()) {
            return "what stands in place of the signature looks like an option; write " + UNSIGNED
                    + " before the options";
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
        return "none of " + keys.size() + " key pairs made the signature; it has to be made over the salt and [" + path
                + "]";
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
