package io.github.imgproxy4j.filter.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every store may rely on: a cache key of any layout is made of plain names separated by slashes and holds a hash.
 *
 * <p>So it can name a file or an object, and can never name one outside of its folder.
 */
public final class CacheKeys {
    /** No part is empty or begins with a point. */
    private static final Pattern NAMES =
            Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");

    private static final int HASH_CHARACTERS = 32;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + HASH_CHARACTERS + "}");

    private CacheKeys() {}

    /** Whether a text can be a cache key. */
    public static boolean isKey(String text) {
        return isHash(text)
                || (NAMES.matcher(text).matches() && HASH.matcher(text).find());
    }

    /** Most keys are a hash and nothing else, and are looked up on every hit. */
    private static boolean isHash(String text) {
        if (text.length() != HASH_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < HASH_CHARACTERS; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * The prefix itself: what all keys of a group begin with, {@code 0c4f…/}.
     *
     * @throws IllegalArgumentException if it is not a key with a slash behind it
     */
    public static String checkedPrefix(String prefix) {
        if (!prefix.endsWith("/") || !isKey(prefix.substring(0, prefix.length() - 1))) {
            throw new IllegalArgumentException("prefix [" + prefix
                    + "] must be plain names with a hash of 32 hexadecimal digits, and end in a slash");
        }
        return prefix;
    }

    /**
     * The first hash in a key, which is spread evenly.
     *
     * @throws IllegalArgumentException if it is not a key
     */
    public static String hashOf(String key) {
        if (isHash(key)) {
            return key;
        }
        Matcher hash = HASH.matcher(checked(key));
        return hash.find() ? hash.group() : key;
    }

    /**
     * The key itself.
     *
     * @throws IllegalArgumentException if it is not a key
     */
    public static String checked(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException(
                    "key [" + key + "] must be a hash of 32 hexadecimal digits, with plain names around it");
        }
        return key;
    }
}
