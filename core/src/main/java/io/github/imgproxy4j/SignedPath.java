package io.github.imgproxy4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The path of one variant with its signature, in canonical form: what imgproxy receives.
 *
 * <p>Immutable and thread-safe. Equal when the texts are equal.
 */
public final class SignedPath {
    /** The prefix before the signature, which is not signed: empty, or {@code /info}. */
    private final String endpoint;

    private final String signature;
    private final String path;

    /** The whole text; both the key and the URL need it. */
    private final String text;

    SignedPath(String signature, String path) {
        this("", signature, path);
    }

    private SignedPath(String endpoint, String signature, String path) {
        this.endpoint = endpoint;
        this.signature = signature;
        this.path = path;
        this.text = endpoint + "/" + signature + path;
    }

    SignedPath at(String otherEndpoint) {
        return new SignedPath(otherEndpoint, signature, path);
    }

    SignedPath withSignature(String otherSignature) {
        return new SignedPath(endpoint, otherSignature, path);
    }

    /** The part after the signature, {@code /OPTIONS/SOURCE}; begins with a slash. */
    public String path() {
        return path;
    }

    /**
     * The whole path, {@code /SIGNATURE/OPTIONS/SOURCE} or {@code /info/SIGNATURE/…}. Contains the signature: do not
     * log it.
     */
    public String text() {
        return text;
    }

    /** Whether it requests information about the source ({@link Imgproxy#info}), not an image. */
    public boolean isInfo() {
        return !endpoint.isEmpty();
    }

    public String signature() {
        return signature;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedPath that
                && endpoint.equals(that.endpoint)
                && signature.equals(that.signature)
                && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return Objects.hash(endpoint, signature, path);
    }

    /** The path with the signature masked, safe for logs. */
    @Override
    public String toString() {
        return endpoint + "/***" + path;
    }
}
