package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the values of one option; all violations are reported together.
 *
 * <p>A part is the name of a value within its option, empty if there is only one. A null value is not given and
 * violates no rule. Not thread-safe.
 */
final class Rules {
    private final String name;
    private final List<ImgproxyException> refusals = new ArrayList<>(0);

    private Rules(String name) {
        this.name = name;
    }

    static Rules of(OptionName option) {
        return new Rules(option.longName());
    }

    static Rules of(String name) {
        return new Rules(name);
    }

    Rules range(String part, @Nullable Number value, double least, double most) {
        if (value != null && isFinite(part, value)) {
            double number = value.doubleValue();
            if (!(number >= least && number <= most)) {
                keep(false, part, value, "must be from " + text(least) + " to " + text(most));
            }
        }
        return this;
    }

    Rules notNegative(String part, @Nullable Number value) {
        return atLeast(part, value, 0, "must be 0 or more");
    }

    Rules pixels(String part, @Nullable Number value) {
        return atLeast(part, value, 0, "must be 0 or more pixels");
    }

    Rules atLeastOne(String part, @Nullable Number value) {
        return atLeast(part, value, 1, "must be 1 or more");
    }

    private Rules atLeast(String part, @Nullable Number value, double least, String rule) {
        if (value != null && isFinite(part, value)) {
            keep(value.doubleValue() >= least, part, value, rule);
        }
        return this;
    }

    Rules positive(String part, @Nullable Number value) {
        if (value != null && isFinite(part, value)) {
            keep(value.doubleValue() > 0, part, value, "must be greater than 0");
        }
        return this;
    }

    Rules finite(String part, @Nullable Number value) {
        if (value != null) {
            isFinite(part, value);
        }
        return this;
    }

    private boolean isFinite(String part, Number value) {
        boolean finite = Double.isFinite(value.doubleValue());
        keep(finite, part, value, "must be a finite number");
        return finite;
    }

    /** Three or six hexadecimal digits. */
    Rules color(String part, @Nullable String value) {
        boolean valid = value == null || isColor(value);
        return keep(valid, part, value, "must be 3 or 6 hexadecimal digits without #");
    }

    private static boolean isColor(String value) {
        boolean valid = value.length() == 3 || value.length() == 6;
        for (int i = 0; i < value.length(); i++) {
            valid &= HexFormat.isHexDigit(value.charAt(i));
        }
        return valid;
    }

    /** Text that is written to the path unchanged. */
    Rules plain(String part, String value) {
        return keep(
                Argument.isUnreserved(value),
                part,
                value,
                "may contain only letters, digits and the characters -" + " . _ ~");
    }

    /** Names that are written to the path unchanged, each with at least one character. */
    Rules names(String part, List<String> values) {
        for (String value : values) {
            keep(!value.isEmpty(), part, value, "must not be empty");
            plain(part, value);
        }
        return this;
    }

    /** Text that can be encoded in UTF-8, without unpaired surrogates. */
    Rules wellFormed(String part, String value) {
        boolean valid = StandardCharsets.UTF_8.newEncoder().canEncode(value);
        return keep(valid, part, value, "must be well-formed Unicode text");
    }

    Rules keep(boolean kept, String part, @Nullable Object value, String rule) {
        if (!kept) {
            String label = name.replace('_', ' ').replace('-', ' ');
            refusals.add(
                    new ImgproxyException((part.isEmpty() ? label : label + " " + part) + " [" + value + "] " + rule));
        }
        return this;
    }

    /**
     * Ends the check.
     *
     * @throws ImgproxyException if a rule is violated
     */
    void enforce() {
        ImgproxyException.throwAll(refusals);
    }

    private static String text(double number) {
        return Argument.number("limit", number);
    }
}
