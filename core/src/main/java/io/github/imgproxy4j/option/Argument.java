package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The unique text of an argument value in a path, so that one input gives exactly one URL. */
final class Argument {
    /** Every decimal of this many digits can be converted to a double and back without loss. */
    private static final int SAFE_DIGITS = 15;

    /** Below this limit every whole double is exact and is printed as a long. */
    private static final double SAFE_WHOLE = 1e15;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Argument() {}

    /** The texts of values that the option has validated. */
    static List<String> texts(@Nullable Object... values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text("argument", values[i]);
        }
        return List.of(texts);
    }

    /** Texts after others. */
    static List<String> texts(List<String> texts, List<String> further) {
        if (further.isEmpty()) {
            return texts;
        }
        List<String> all = new ArrayList<>(texts);
        all.addAll(further);
        return List.copyOf(all);
    }

    /** The texts of values that a user gave. */
    static List<String> checkedTexts(String option, @Nullable Object... values) {
        List<String> texts = new ArrayList<>(values.length);
        for (Object value : values) {
            texts.add(checked(option, text(option, value)));
        }
        return texts;
    }

    private static String text(String option, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        if (value instanceof PathToken word) {
            return word.word();
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return number(option, (Number) value);
        }
        return value.toString();
    }

    /** The shortest decimal that reads back as the same number, never with an exponent. */
    static String number(String option, Number value) {
        double number = value.doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new ImgproxyException(option + " [" + value + "] must be a finite number");
        }
        if (number == Math.rint(number) && Math.abs(number) < SAFE_WHOLE && !(value instanceof BigDecimal)) {
            return Long.toString((long) number);
        }
        String printed = value.toString();
        if (value instanceof Double && printed.length() <= SAFE_DIGITS && printed.indexOf('E') < 0) {
            return withoutTrailingZeros(printed);
        }
        BigDecimal decimal = new BigDecimal(printed);
        if (value instanceof Double) {
            decimal = shortest(decimal, number);
        }
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    /** A decimal with a fraction that is not zero. */
    private static String withoutTrailingZeros(String decimal) {
        int end = decimal.length();
        while (decimal.charAt(end - 1) == '0') {
            end--;
        }
        return decimal.substring(0, end);
    }

    /** Before Java 19 {@link Double#toString} may print a digit too many (JDK-4511638). */
    private static BigDecimal shortest(BigDecimal printed, double number) {
        BigDecimal shortest = printed;
        while (shortest.precision() > SAFE_DIGITS) {
            BigDecimal shorter = new BigDecimal(number).round(new MathContext(shortest.precision() - 1));
            if (shorter.doubleValue() != number) {
                return shortest;
            }
            shortest = shorter;
        }
        return shortest;
    }

    /** URL-safe Base64 without padding of the text in UTF-8. */
    static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String checked(String option, String text) {
        if (!isUnreserved(text)) {
            throw new ImgproxyException(
                    option + " [" + text + "] may contain only letters, digits and the characters - . _ ~");
        }
        return text;
    }

    static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** RFC 3986, section 2.3: the characters that no client, proxy or container rewrites. */
    static boolean isUnreserved(char c) {
        return isLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    static List<String> withoutTrailingEmpty(List<String> arguments) {
        int last = arguments.size();
        while (last > 0 && arguments.get(last - 1).isEmpty()) {
            last--;
        }
        return List.copyOf(arguments.subList(0, last));
    }
}
