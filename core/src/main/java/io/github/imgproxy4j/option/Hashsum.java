package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code hs}: the expected hash of the source; if it differs, imgproxy responds with 422. Needs imgproxy Pro.
 *
 * @param type {@link HashsumType#NONE} by default
 * @param hex the hash sum in hexadecimal digits, as many as the type has; empty for none
 */
public record Hashsum(HashsumType type, String hex) implements TypedOption {
    /** Checks every value. */
    public Hashsum {
        boolean valid = hex.length() == type.digits() && hex.matches("[0-9a-fA-F]*");
        String rule = type == HashsumType.NONE
                ? "must be empty for none"
                : "must be " + type.digits() + " hexadecimal digits";
        Rules.of(OptionName.HASHSUM).keep(valid, "", hex, rule).enforce();
    }

    /** No check of the source. */
    public static Hashsum none() {
        return new Hashsum(HashsumType.NONE, "");
    }

    static Hashsum read(Arguments arguments) {
        HashsumType type = arguments.atMost(2).word(0, HashsumType.values());
        // imgproxy ignores the sum where it checks none
        return type == HashsumType.NONE ? none() : new Hashsum(type, arguments.textOrEmpty(1));
    }

    @Override
    public OptionName optionName() {
        return OptionName.HASHSUM;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(type, hex);
    }
}
