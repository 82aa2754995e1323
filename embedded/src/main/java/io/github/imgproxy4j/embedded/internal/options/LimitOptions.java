package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.util.function.UnaryOperator;

/** Reads the options that change the server's limits. Whether a path may use them is not decided here. Stateless. */
final class LimitOptions {
    private LimitOptions() {}

    static void maxSourceResolution(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        long pixels = megapixels(arguments);
        changeLimits(options, limits -> limits.withMaxPixels(pixels));
    }

    static void maxSourceFileSize(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        long bytes = arguments.wholeNumber(0);
        changeLimits(options, limits -> limits.withMaxBytes(bytes));
    }

    static void maxAnimationFrames(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        int frames = arguments.wholeNumber(0, 1, Integer.MAX_VALUE);
        changeLimits(options, limits -> limits.withMaxFrames(frames));
    }

    static void maxAnimationFrameResolution(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        long pixels = megapixels(arguments);
        changeLimits(options, limits -> limits.withMaxFramePixels(pixels));
    }

    static void maxResultDimension(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.maxResultSide = arguments.wholeNumber(0, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static long megapixels(Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        return (long) (arguments.decimalFromZero(0) * 1_000_000);
    }

    private static void changeLimits(ProcessingOptions options, UnaryOperator<Limits> change) {
        UnaryOperator<Limits> before = options.limits;
        options.limits = limits -> change.apply(before.apply(limits));
    }
}
