package io.github.imgproxy4j;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of a path that a client sent: verified, or refused for one of two reasons. Immutable. */
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
        return new Verification(Outcome.VERIFIED, signedPath, () -> "the signature is right");
    }

    /** The same for the path behind an endpoint, which no signature covers. */
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
     * Why it came out so, for a developer who reads the log: what is wrong with the text of the signature, or over which
     * bytes it should have been made. Names the path, never a signature or key.
     */
    public String explanation() {
        return explanation.get();
    }

    /** The three ways a check can end. */
    public enum Outcome {
        /** The signature is right. */
        VERIFIED,
        /** There is no signature or nothing behind it. */
        MALFORMED,
        /** The signature is not ours. */
        FORBIDDEN
    }
}
