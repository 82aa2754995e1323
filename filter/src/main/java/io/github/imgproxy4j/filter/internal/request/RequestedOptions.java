package io.github.imgproxy4j.filter.internal.request;

import io.github.imgproxy4j.internal.option.OptionSegment;
import io.github.imgproxy4j.option.OptionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The few processing options of a path that the proxy itself has to know.
 *
 * @param expiresAt when imgproxy would begin to respond with 404, or null
 * @param raw whether the source is wanted unprocessed
 * @param security whether it would change a limit that protects upstream
 */
record RequestedOptions(@Nullable Instant expiresAt, boolean raw, boolean security) {
    private static final RequestedOptions NONE = new RequestedOptions(null, false, false);

    /** Reads a canonical path, all its pipelines; later options win. */
    static RequestedOptions of(String path, String separator) {
        RequestedOptions options = NONE;
        for (OptionSegment segment : OptionSegment.leading(path, separator)) {
            options = options.and(segment);
        }
        return options;
    }

    private RequestedOptions and(OptionSegment segment) {
        OptionName option = OptionName.of(segment.name());
        if (option == OptionName.EXPIRES) {
            return new RequestedOptions(expiry(segment.argumentText()), raw, security);
        }
        if (option == OptionName.RAW) {
            return new RequestedOptions(expiresAt, OptionSegment.isTrue(segment.argumentText()), security);
        }
        return option != null && option.isSecurity() ? new RequestedOptions(expiresAt, raw, true) : this;
    }

    /** Zero, a negative number or no number have no effect in imgproxy, or are refused by it. */
    private static @Nullable Instant expiry(String argument) {
        try {
            long second = Long.parseLong(argument);
            return second > 0 && second < Instant.MAX.getEpochSecond() ? Instant.ofEpochSecond(second) : null;
        } catch (NumberFormatException notASecond) {
            return null;
        }
    }
}
