package io.github.imgproxy4j.option;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code aq}: lets imgproxy choose the quality that reaches a target. Needs imgproxy Pro.
 *
 * <pre>{@code
 * Autoquality.unchanged().method(AutoqualityMethod.DSSIM).target(0.02).between(60, 85);
 * }</pre>
 *
 * @param method null leaves the server's choice, {@link AutoqualityMethod#NONE} by default
 * @param target bytes or a difference, depending on the method, 0 or more; null leaves the server's choice, 0.02 by
 *     default
 * @param min the lowest quality, 0 to 100; null leaves the server's choice, 70 by default
 * @param max the highest quality, 0 to 100; null leaves the server's choice, 80 by default
 * @param allowedError the allowed distance from the target, 0 or more, for dssim and ml; null leaves the server's
 *     choice, 0.002 by default
 */
public record Autoquality(
        @Nullable AutoqualityMethod method,
        @Nullable Double target,
        @Nullable Integer min,
        @Nullable Integer max,
        @Nullable Double allowedError)
        implements TypedOption {
    /** Checks every value. */
    public Autoquality {
        Rules.of(OptionName.AUTOQUALITY)
                .notNegative("target", target)
                .range("min", min, 0, 100)
                .range("max", max, 0, 100)
                .notNegative("allowed error", allowedError)
                .enforce();
    }

    /** The server's choice. */
    public static Autoquality unchanged() {
        return new Autoquality(null, null, null, null, null);
    }

    /** The same with another method. */
    public Autoquality method(AutoqualityMethod method) {
        return new Autoquality(method, target, min, max, allowedError);
    }

    /** The same with another target, 0 or more: bytes for size, a difference for dssim and ml. */
    public Autoquality target(double target) {
        return new Autoquality(method, target, min, max, allowedError);
    }

    /** The same with a quality between two limits, 0 to 100. */
    public Autoquality between(int min, int max) {
        return new Autoquality(method, target, min, max, allowedError);
    }

    /** The same with this allowed distance from the target, 0 or more. */
    public Autoquality allowedError(double error) {
        return new Autoquality(method, target, min, max, error);
    }

    @Override
    public OptionName optionName() {
        return OptionName.AUTOQUALITY;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(method, target, min, max, allowedError);
    }
}
