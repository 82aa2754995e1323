package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImgproxyException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The one text that an argument value has in a path, so that one input gives exactly one URL. */
final class Argument {
    private Argument() {}

    static String text(String option, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        if (value instanceof Double || value instanceof Float) {
            return number(option, (Number) value);
        }
        return checked(option, value.toString());
    }

    /** The shortest decimal that reads back as the same number, never with an exponent. */
    static String number(String option, Number value) {
        double number = value.doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new ImgproxyException(option + " [" + value + "] must be a finite number");
        }
        BigDecimal decimal = new BigDecimal(value.toString());
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    static String checked(String option, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                throw new ImgproxyException(
                        option + " [" + text + "] may hold only letters, digits and the characters - . _ ~");
            }
        }
        return text;
    }

    /** RFC 3986 section 2.3: what no client, proxy or container ever rewrites. */
    static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    static int notNegative(String option, int value) {
        if (value < 0) {
            throw new ImgproxyException(option + " [" + value + "] must be 0 or more pixels");
        }
        return value;
    }
}
