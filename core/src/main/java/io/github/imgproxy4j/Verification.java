package io.github.imgproxy4j;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The result of verifying a path: verified, or refused for one of two reasons. Immutable. */
public final class Verification {
    private static final Verification MALFORMED =
            new Verification(Outcome.MALFORMED, null, () -> "there is no signature, or nothing follows it");

    private final Outcome outcome;
    private final @Nullable SignedPath signedPath;
    private final Supplier<String> explanation;

    private Verification(Outcome outcome, @Nullable SignedPath signedPath, Supplier<String> explanation) {
        this.outcome = outcome;
        this.signedPath = signedPath;
        this.explanation = explanation;
    }

    static Verification malformed() {
        return MALFORMED;
    }

    static Verification forbidden(Supplier<String> explanation) {
        return new Verification(Outcome.FORBIDDEN, null, explanation);
    }

    static Verification verified(SignedPath signedPath) {
        return new Verification(Outcome.VERIFIED, signedPath, () -> "the signature is valid");
    }

    /** The same for the path after an endpoint, which is not signed. */
    Verification at(String endpoint) {
        return signedPath == null ? this : verified(signedPath.at(endpoint));
    }

    /** The result. */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * The canonical signed path.
     *
     * @throws IllegalStateException if the path was not verified
     */
    public SignedPath signedPath() {
        if (signedPath == null) {
            throw new IllegalStateException("the path is " + outcome);
        }
        return signedPath;
    }

    /**
     * The reason of the result, for the log: what is wrong with the text of the signature, or which bytes should have
     * been signed. Contains the path, but never a signature or key.
     */
    public String explanation() {
        return explanation.get();
    }

    /** The possible results. */
    public enum Outcome {
        /** The signature is valid. */
        VERIFIED,
        /** There is no signature, or nothing after it. */
        MALFORMED,
        /** The signature is not valid. */
        FORBIDDEN
    }
}
