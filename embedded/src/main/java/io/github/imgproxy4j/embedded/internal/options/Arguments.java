package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;
import io.github.imgproxy4j.internal.option.OptionSegment;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arguments of one option, read by imgproxy's rules.
 *
 * @param option the option's name as it stands in the path
 * @param values the texts between the colons; at least one
 */
record Arguments(String option, List<String> values) {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
    private static final Pattern HEX_COLOUR = Pattern.compile("[0-9a-fA-F]{3}|[0-9a-fA-F]{6}");

    Arguments {
        values = List.copyOf(values);
    }

    int size() {
        return values.size();
    }

    String text(int index) {
        return values.get(index);
    }

    /** Whether an argument is there and not empty. */
    boolean has(int index) {
        return index < values.size() && !values.get(index).isEmpty();
    }

    /** The arguments from an index on; at least one must be left. */
    Arguments from(int index) {
        return new Arguments(option, values.subList(index, values.size()));
    }

    void atMost(int count) throws ProcessingException {
        if (values.size() > count) {
            throw wrong("takes at most " + count + " arguments");
        }
    }

    /** A boolean; imgproxy takes anything unknown for false. */
    boolean flag(int index) {
        return OptionSegment.isTrue(values.get(index));
    }

    int wholeNumber(int index, int minimum, int maximum) throws ProcessingException {
        long number = wholeNumber(index);
        if (number < minimum || number > maximum) {
            throw wrong("must be a whole number from " + minimum + " to " + maximum);
        }
        return (int) number;
    }

    long wholeNumber(int index) throws ProcessingException {
        String text = values.get(index);
        if (!WHOLE.matcher(text).matches()) {
            throw wrong("must be a whole number");
        }
        return Long.parseLong(text);
    }

    double decimal(int index) throws ProcessingException {
        String text = values.get(index);
        if (!DECIMAL.matcher(text).matches() || !Double.isFinite(Double.parseDouble(text))) {
            throw wrong("must be a decimal number");
        }
        return Double.parseDouble(text);
    }

    double decimalFromZero(int index) throws ProcessingException {
        double number = decimal(index);
        if (number < 0) {
            throw wrong("must not be below zero");
        }
        return number;
    }

    double positiveDecimal(int index) throws ProcessingException {
        double number = decimal(index);
        if (number <= 0) {
            throw wrong("must be above zero");
        }
        return number;
    }

    /** A colour in 3 or 6 hex digits. */
    Rgb hexColour(int index) throws ProcessingException {
        String text = values.get(index);
        if (!HEX_COLOUR.matcher(text).matches()) {
            throw wrong("must have 3 or 6 hex digits");
        }
        String digits = text.length() == 6 ? text : text.replaceAll("(.)", "$1$1");
        return Rgb.of(Integer.parseInt(digits, 16));
    }

    /** A refusal that names the option, its arguments and the broken rule. */
    ProcessingException wrong(String rule) {
        return ProcessingException.invalidUrl("option " + option + " " + values + " " + rule);
    }
}
