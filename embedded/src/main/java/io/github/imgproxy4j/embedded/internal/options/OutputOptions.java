package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.format.ImageFormat;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads the options that say what the result's file is like. Stateless. */
final class OutputOptions {
    private OutputOptions() {}

    static void quality(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.quality = arguments.wholeNumber(0, 0, 100);
    }

    static void formatQuality(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        if (arguments.size() % 2 != 0) {
            throw arguments.wrong("takes pairs of format and quality");
        }
        for (int index = 0; index < arguments.size(); index += 2) {
            options.formatQualities.put(formatAt(arguments, index), arguments.wholeNumber(index + 1, 0, 100));
        }
    }

    static void maxBytes(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.maxBytes = arguments.wholeNumber(0, 0, Integer.MAX_VALUE);
    }

    static void autoQuality(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(5);
        AutoQuality before = options.autoQuality;
        AutoQuality.Method method = before.method();
        if (arguments.has(0)) {
            method = AutoQuality.Method.named(arguments.text(0))
                    .orElseThrow(() -> arguments.wrong("must be none, size or dssim in the embedded processor"));
        }
        double target = arguments.has(1) ? arguments.decimalFromZero(1) : before.target();
        int minimum = arguments.has(2) ? arguments.wholeNumber(2, 1, 100) : before.minimum();
        int maximum = arguments.has(3) ? arguments.wholeNumber(3, 1, 100) : before.maximum();
        double allowedError = arguments.has(4) ? arguments.decimalFromZero(4) : before.allowedError();
        if (minimum > maximum) {
            throw arguments.wrong("needs a minimum that is not above the maximum");
        }
        options.autoQuality = new AutoQuality(method, target, minimum, maximum, allowedError);
    }

    /** Of imgproxy Pro's three arguments the first, interlacing, is not to be had. */
    static void pngOptions(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(3);
        if (arguments.has(0) && arguments.flag(0)) {
            throw arguments.wrong("cannot interlace in the embedded processor");
        }
        int colours = arguments.has(2) ? arguments.wholeNumber(2, 2, 256) : 256;
        options.output = Output.reduced(arguments.has(1) && arguments.flag(1) ? colours : 0);
    }

    static void format(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.format = formatAt(arguments, 0);
    }

    private static ImageFormat formatAt(Arguments arguments, int index) throws ProcessingException {
        return ImageFormat.named(arguments.text(index)).orElseThrow(() -> arguments.wrong("must name an image format"));
    }

    static void skipProcessing(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        for (int index = 0; index < arguments.size(); index++) {
            options.unprocessedFormats.add(formatAt(arguments, index));
        }
    }

    static void cacheBuster(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
    }

    /** What becomes of imgproxy's own cache, which is not here. */
    static void bypassCache(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
    }

    /** The same, in any number. */
    static void cacheTags(ProcessingOptions options, Arguments arguments) {}

    static void fileName(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(2);
        boolean encoded = arguments.has(1) && arguments.flag(1);
        options.fileName = encoded ? decoded(arguments) : arguments.text(0);
    }

    private static String decoded(Arguments arguments) throws ProcessingException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(SourcePart.withoutPadding(arguments.text(0)));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw arguments.wrong("must be URL-safe base64");
        }
    }

    static void attachment(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.attachment = arguments.flag(0);
    }
}
