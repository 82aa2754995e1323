package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.option.OptionSegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses the arguments of an option given as text, by position; messages name the option. */
final class Arguments {
    private final String segment;
    private final List<String> texts;

    Arguments(String name, List<String> texts) {
        this(texts, OptionSyntax.DEFAULT.segment(name, texts));
    }

    private Arguments(List<String> texts, String segment) {
        this.segment = segment;
        this.texts = texts;
    }

    int count() {
        return texts.size();
    }

    boolean has(int index) {
        return index < texts.size() && !texts.get(index).isEmpty();
    }

    Arguments atMost(int most) {
        if (count() > most) {
            throw refused(
                    "must have at most " + most + (most == 1 ? " argument" : " arguments") + ", not " + count(), null);
        }
        return this;
    }

    /** The arguments from an index; messages still show the whole option. */
    Arguments from(int index) {
        return new Arguments(textsFrom(index), segment);
    }

    List<String> textsFrom(int index) {
        return texts.subList(Math.min(index, count()), count());
    }

    String text(int index) {
        if (!has(index)) {
            throw refused("argument " + (index + 1) + " must not be empty", null);
        }
        return texts.get(index);
    }

    String textOrEmpty(int index) {
        return has(index) ? text(index) : "";
    }

    @Nullable
    String textOrNull(int index) {
        return has(index) ? text(index) : null;
    }

    int whole(int index) {
        return (int) whole(index, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    long wholeLong(int index) {
        return whole(index, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private long whole(int index, long least, long most) {
        String text = text(index);
        if (!isWhole(text)) {
            throw refused("[" + text + "] must be a whole number", null);
        }
        BigInteger number = new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw refused("[" + text + "] must be a whole number from " + least + " to " + most, null);
        }
        return number.longValue();
    }

    private static boolean isWhole(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > start;
    }

    int wholeOrZero(int index) {
        return has(index) ? whole(index) : 0;
    }

    @Nullable
    Integer wholeOrNull(int index) {
        return has(index) ? (Integer) whole(index) : null;
    }

    double decimal(int index) {
        String text = text(index);
        try {
            if (holdsOnlyOfDecimals(text)) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException notANumber) {
            // refused below
        }
        throw refused("[" + text + "] must be a number", null);
    }

    /** Java accepts signs, suffixes, bases and words that imgproxy does not. */
    private static boolean holdsOnlyOfDecimals(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.-eE".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    double decimalOrZero(int index) {
        return has(index) ? decimal(index) : 0;
    }

    @Nullable
    Double decimalOrNull(int index) {
        return has(index) ? (Double) decimal(index) : null;
    }

    /** imgproxy treats anything else as false and logs a warning; here it is refused. */
    boolean flag(int index) {
        String text = text(index);
        if (OptionSegment.isTrue(text)) {
            return true;
        }
        return switch (text) {
            case "0", "f", "F", "false", "FALSE", "False" -> false;
            default -> throw refused("[" + text + "] must be 1 or 0", null);
        };
    }

    @Nullable
    Boolean flagOrNull(int index) {
        return has(index) ? (Boolean) flag(index) : null;
    }

    boolean flagOrFalse(int index) {
        return has(index) && flag(index);
    }

    <T extends PathToken> T word(int index, T[] words) {
        String text = text(index);
        for (T word : words) {
            if (word.word().equals(text)) {
                return word;
            }
        }
        String all = Arrays.stream(words).map(PathToken::word).collect(Collectors.joining(", "));
        throw refused("[" + text + "] must be one of " + all, null);
    }

    <T extends PathToken> @Nullable T wordOrNull(int index, T[] words) {
        return has(index) ? word(index, words) : null;
    }

    /** A text that imgproxy expects in Base64; empty if it is not given. */
    String decoded(int index) {
        String text = textOrEmpty(index);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException notBase64) {
            throw refused("[" + text + "] must be URL-safe Base64 of a text in UTF-8", notBase64);
        }
    }

    ImgproxyException refused(String rule, @Nullable Throwable cause) {
        String message = segment + ": " + rule;
        return cause == null ? new ImgproxyException(message) : new ImgproxyException(message, cause);
    }
}
