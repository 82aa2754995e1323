package io.github.imgproxy4j.filter.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The guarantee for every store: a cache key of any layout consists of plain names separated by slashes and contains a
 * hash.
 *
 * <p>So it is a valid name of a file or an object, and never refers to one outside its folder.
 */
public final class CacheKeys {
    /** No part is empty or begins with a dot. */
    private static final Pattern NAMES =
            Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");

    private static final int HASH_CHARACTERS = 32;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + HASH_CHARACTERS + "}");

    private CacheKeys() {}

    /** Whether a text has the form of a cache key. */
    public static boolean isKey(String text) {
        return isHash(text)
                || (NAMES.matcher(text).matches() && HASH.matcher(text).find());
    }

    /** Most keys are just a hash, and they are checked on every hit. */
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
     * Returns the prefix of all keys of a group, {@code 0c4f…/}.
     *
     * @throws IllegalArgumentException if it is not a key followed by a slash
     */
    public static String checkedPrefix(String prefix) {
        if (!prefix.endsWith("/") || !isKey(prefix.substring(0, prefix.length() - 1))) {
            throw new IllegalArgumentException("prefix [" + prefix
                    + "] must be plain names with a hash of 32 hexadecimal digits, and end with a slash");
        }
        return prefix;
    }

    /**
     * The first hash in a key, which is evenly distributed.
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
     * Returns the key.
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
