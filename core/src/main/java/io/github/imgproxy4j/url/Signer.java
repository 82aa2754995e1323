package io.github.imgproxy4j.url;

import io.github.imgproxy4j.Imgproxy;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Signs with the first pair, verifies with all. Thread-safe.
 *
 * <p>Without a pair every path is taken as it is, as imgproxy does; {@link Imgproxy.Builder#build} lets that happen only
 * where unsigned use is allowed.
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

    public SignedPath sign(String path) {
        return new SignedPath(keys.isEmpty() ? UNSIGNED : keys.get(0).sign(path), path);
    }

    /** Whether one of the pairs made this signature, and the canonical form if so. */
    public Verification verify(String signature, String path) {
        if (trustedSignatures.contains(signature)) {
            return Verification.verified(new SignedPath(signature, path));
        }
        if (keys.isEmpty()) {
            return verifyUnsigned(signature, path);
        }
        byte[] candidate = decoded(signature);
        for (SigningKey key : keys) {
            if (key.matches(candidate, path)) {
                // Several texts decode to the same bytes; one image must have one spelling.
                return Verification.verified(new SignedPath(key.sign(path), path));
            }
        }
        return Verification.forbidden(() -> explanation(candidate, path));
    }

    private static Verification verifyUnsigned(String signature, String path) {
        return signature.indexOf(':') < 0
                ? Verification.verified(new SignedPath(signature, path))
                : Verification.forbidden(() -> "what stands in place of the signature looks like an option; write "
                        + UNSIGNED + " before the options");
    }

    private String explanation(byte[] candidate, String path) {
        int expected = keys.get(0).signatureBytes();
        if (candidate.length == 0) {
            return "the signature is not URL-safe Base64 without padding";
        }
        if (candidate.length != expected) {
            return "the signature has " + candidate.length + " bytes instead of " + expected
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
