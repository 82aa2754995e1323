package io.github.imgproxy4j;

import org.jspecify.annotations.Nullable;

/** What became of a path that a client sent: verified, or refused for one of two reasons. Immutable. */
public final class Verification {
    private static final Verification MALFORMED = new Verification(Outcome.MALFORMED, null);
    private static final Verification FORBIDDEN = new Verification(Outcome.FORBIDDEN, null);

    private final Outcome outcome;
    private final @Nullable SignedPath signedPath;

    private Verification(Outcome outcome, @Nullable SignedPath signedPath) {
        this.outcome = outcome;
        this.signedPath = signedPath;
    }

    static Verification malformed() {
        return MALFORMED;
    }

    static Verification of(@Nullable SignedPath signedPath) {
        return signedPath == null ? FORBIDDEN : new Verification(Outcome.VERIFIED, signedPath);
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
