package io.github.imgproxy4j.option;

import java.util.List;

/** The type of the single value of an option (a flag, a whole number, a number or a text) and its rule. */
enum ValueRule {
    /** The option has its own type. */
    OWN_TYPE,
    FLAG,
    // whole numbers
    PIXELS,
    COUNT,
    INDEX,
    BYTES,
    PERCENT,
    QUARTER_TURNS,
    BRIGHTNESS,
    // numbers
    AMOUNT,
    FACTOR,
    SHARE,
    DEGREES,
    // texts
    ENCODED,
    PLAIN,
    NAME;

    /** Reads the only argument. */
    TypedOption read(OptionName option, Arguments arguments) {
        if (this == FLAG) {
            return new FlagOption(option, arguments.flag(0));
        }
        if (isText()) {
            return new TextOption(option, text(arguments));
        }
        if (this == BYTES) {
            return new NumberOption(option, arguments.wholeLong(0));
        }
        return isWhole()
                ? new NumberOption(option, arguments.whole(0))
                : new NumberOption(option, arguments.decimal(0));
    }

    private String text(Arguments arguments) {
        if (this == ENCODED) {
            return arguments.decoded(0);
        }
        return this == PLAIN ? arguments.textOrEmpty(0) : arguments.text(0);
    }

    void requireFlag(OptionName option) {
        Rules.of(option)
                .keep(this == FLAG, "", option, "must be an option that is on or off")
                .enforce();
    }

    void requireText(OptionName option, String text) {
        Rules rules = Rules.of(option).keep(isText(), "", option, "must be an option with one text");
        if (this == ENCODED) {
            rules.wellFormed("", text);
        } else if (this == NAME) {
            rules.names("", List.of(text));
        } else {
            rules.plain("", text);
        }
        rules.enforce();
    }

    /** The number as the type of this rule. */
    Number number(OptionName option, Number value) {
        Rules rules = Rules.of(option).keep(isNumber(), "", option, "must be an option with one number");
        Number number = isWhole() ? (Number) whole(rules, value) : (Number) value.doubleValue();
        appliedTo(rules, number).enforce();
        return number;
    }

    private Long whole(Rules rules, Number value) {
        long whole = value.longValue();
        rules.keep(whole == value.doubleValue() || value instanceof Long, "", value, "must be a whole number");
        if (this != BYTES) {
            rules.keep((int) whole == whole, "", value, "must be at most " + Integer.MAX_VALUE);
        }
        return whole;
    }

    private Rules appliedTo(Rules rules, Number value) {
        return switch (this) {
            case PIXELS -> rules.pixels("", value);
            case COUNT -> rules.atLeastOne("", value);
            case PERCENT -> rules.range("", value, 0, 100);
            case QUARTER_TURNS ->
                rules.keep(value.longValue() % 90 == 0, "", value, "must be a multiple of 90 degrees");
            case BRIGHTNESS -> rules.range("", value, -255, 255);
            case FACTOR -> rules.positive("", value);
            case SHARE -> rules.range("", value, 0, 1);
            case DEGREES -> rules.finite("", value);
            default -> rules.notNegative("", value);
        };
    }

    private boolean isWhole() {
        return compareTo(PIXELS) >= 0 && compareTo(BRIGHTNESS) <= 0;
    }

    private boolean isNumber() {
        return compareTo(PIXELS) >= 0 && compareTo(DEGREES) <= 0;
    }

    private boolean isText() {
        return compareTo(ENCODED) >= 0;
    }
}
