package io.github.imgproxy4j.option;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * {@code exp}: the time from which imgproxy responds with 404.
 *
 * <p>It is part of the path and thus of the cache key: round it to coarse steps, or every page creates new variants.
 *
 * @param at in whole seconds, a fraction is dropped; 1970-01-01T00:00:00Z means never
 */
public record Expires(Instant at) implements TypedOption {
    /** Checks the value. */
    public Expires {
        at = at.truncatedTo(ChronoUnit.SECONDS);
        Rules.of(OptionName.EXPIRES)
                .keep(
                        at.getEpochSecond() >= 0,
                        "",
                        at,
                        "must not be before 1970-01-01T00:00:00Z, which imgproxy ignores")
                .enforce();
    }

    static Expires read(Arguments arguments) {
        long seconds = arguments.wholeLong(0);
        if (seconds > Instant.MAX.getEpochSecond() || seconds < Instant.MIN.getEpochSecond()) {
            throw arguments.refused("[" + seconds + "] must be a moment that Java knows, in seconds since 1970", null);
        }
        return new Expires(Instant.ofEpochSecond(seconds));
    }

    @Override
    public OptionName optionName() {
        return OptionName.EXPIRES;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(at.getEpochSecond());
    }
}
