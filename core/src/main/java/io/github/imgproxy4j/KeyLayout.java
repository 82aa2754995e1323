package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.url.SourceText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How the cache key of a variant is computed: what is hashed, with which algorithm, and how the result is formatted.
 * Immutable and thread-safe.
 *
 * <p>The cached URL and the name in the store are both computed here, so they match as long as both sides use the same
 * layout. Choose it before the first variant is stored: with another layout the cache starts empty.
 *
 * <pre>{@code
 * KeyLayout.SIGNED_PATH                                  dd732291b28b5c8a1e8b5a1c1b4f0d3e
 * KeyLayout.SIGNED_PATH.sharded()                        dd/73/22/dd732291b28b5c8a1e8b5a1c1b4f0d3e
 * KeyLayout.UNSIGNED_PATH.groupedBySource().withExtension()   0c4f…/91aa….webp
 * }</pre>
 */
public final class KeyLayout {
    /** MD5 of the canonical signed path, as in imgproxy-cache. The default. */
    public static final KeyLayout SIGNED_PATH = new KeyLayout(true, "MD5", Arrangement.FLAT, false, "");

    /** MD5 of the canonical path without signature: the cache survives a change of the signing keys. */
    public static final KeyLayout UNSIGNED_PATH = new KeyLayout(false, "MD5", Arrangement.FLAT, false, "");

    /** 128 bits of any digest. */
    private static final int KEY_BYTES = 16;

    private static final int HASH_DIGITS = 2 * KEY_BYTES;

    /** Possessive quantifiers: no recursion on long texts. */
    private static final String PREFIX = "(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*+(?:/|$))*+";

    private final boolean signed;
    private final String algorithm;

    /** Never updated; every hash starts from a clone of it. */
    private final MessageDigest digest;

    private final Arrangement arrangement;
    private final boolean extension;
    private final String prefix;

    private KeyLayout(boolean signed, String algorithm, Arrangement arrangement, boolean extension, String prefix) {
        this.signed = signed;
        this.algorithm = algorithm;
        this.digest = digest(algorithm);
        this.arrangement = arrangement;
        this.extension = extension;
        this.prefix = prefix;
    }

    /**
     * The layout that a setting describes: {@code signed-path} or {@code unsigned-path}, then any of {@code sha256},
     * {@code sharded}, {@code grouped} and {@code extension}, separated by blanks.
     *
     * @throws ImgproxyException naming the unknown word
     */
    public static KeyLayout of(String words) {
        KeyLayout layout = SIGNED_PATH;
        for (String word : words.strip().split("[ ,]+", -1)) {
            layout = layout.with(word);
        }
        return layout;
    }

    private KeyLayout with(String word) {
        return switch (word) {
            case "signed-path" -> new KeyLayout(true, algorithm, arrangement, extension, prefix);
            case "unsigned-path" -> new KeyLayout(false, algorithm, arrangement, extension, prefix);
            case "sha256" -> sha256();
            case "sharded" -> sharded();
            case "grouped" -> groupedBySource();
            case "extension" -> withExtension();
            default ->
                throw new ImgproxyException("key layout [" + word
                        + "] must be signed-path or unsigned-path with any of sha256, sharded, grouped, extension");
        };
    }

    /**
     * With the first 128 bits of SHA-256 instead of MD5: if users choose sources, they could construct MD5 collisions.
     */
    public KeyLayout sha256() {
        return new KeyLayout(signed, "SHA-256", arrangement, extension, prefix);
    }

    /** With three levels of folders as a prefix, for stores that list or limit folders. */
    public KeyLayout sharded() {
        return new KeyLayout(signed, algorithm, Arrangement.SHARDED, extension, prefix);
    }

    /** With a folder for each source as a prefix, so that all variants of a source can be purged together. */
    public KeyLayout groupedBySource() {
        return new KeyLayout(signed, algorithm, Arrangement.GROUPED, extension, prefix);
    }

    /**
     * With the format of the path, if any, as an extension, {@code .webp}: for servers that derive the media type from
     * the name.
     */
    public KeyLayout withExtension() {
        return new KeyLayout(signed, algorithm, arrangement, true, prefix);
    }

    /**
     * With a prefix, {@code thumbs/}; no slash is added.
     *
     * @throws ImgproxyException if it is not valid in a URL or would leave its folder
     */
    public KeyLayout prefix(String text) {
        if (!text.matches(PREFIX)) {
            throw new ImgproxyException("key prefix [" + text
                    + "] may contain only letters, digits, - . _ ~ and slashes, and no part may begin with a dot");
        }
        return new KeyLayout(signed, algorithm, arrangement, extension, text);
    }

    /** Whether a text has the form of a key of this layout. */
    public boolean fits(String key) {
        int end = key.startsWith(prefix) ? prefix.length() : -1;
        for (int i = 0; i < arrangement.folders; i++) {
            end = afterDigits(key, end, arrangement.digits);
            end = end >= 0 && end < key.length() && key.charAt(end) == '/' ? end + 1 : -1;
        }
        end = afterDigits(key, end, HASH_DIGITS);
        return end == key.length() || (extension && end >= 0 && isExtension(key, end));
    }

    /** The end of this many lower-case hexadecimal digits; negative if they are missing or the start is negative. */
    private static int afterDigits(String key, int start, int digits) {
        if (start < 0 || key.length() - start < digits) {
            return -1;
        }
        for (int i = start; i < start + digits; i++) {
            char c = key.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return -1;
            }
        }
        return start + digits;
    }

    /** Whether the key ends with a dot and three or four lower-case letters. */
    private static boolean isExtension(String key, int point) {
        int letters = key.length() - point - 1;
        if (key.charAt(point) != '.' || letters < 3 || letters > 4) {
            return false;
        }
        for (int i = point + 1; i < key.length(); i++) {
            if (key.charAt(i) < 'a' || key.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    String keyOf(SignedPath signedPath, SourceText sources) {
        String hash = hash(signed ? signedPath.text() : signedPath.path());
        return prefix + folders(hash, signedPath.path(), sources) + hash + ending(signedPath.path(), sources);
    }

    private String folders(String hash, String path, SourceText sources) {
        if (arrangement == Arrangement.SHARDED) {
            return hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/" + hash.substring(4, 6) + "/";
        }
        return arrangement == Arrangement.GROUPED ? groupOf(sources.of(path)) + "/" : "";
    }

    private String ending(String path, SourceText sources) {
        String format = extension ? sources.extensionOf(path) : "";
        return format.isEmpty() ? "" : "." + format;
    }

    /** The common prefix of the keys of all variants of a source, or null if the layout is not grouped. */
    @Nullable
    String groupPrefixOf(String source) {
        return arrangement == Arrangement.GROUPED ? prefix + groupOf(source) + "/" : null;
    }

    /** The folder of a source's variants. */
    String groupOf(String source) {
        return hash(source);
    }

    private String hash(String text) {
        byte[] digest = clonedDigest().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    }

    /** Cloning is faster than a look-up in the security providers. */
    private MessageDigest clonedDigest() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the platform's " + algorithm + " cannot be cloned", impossible);
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }

    private enum Arrangement {
        FLAT(0, 0),
        SHARDED(3, 2),
        GROUPED(1, HASH_DIGITS);

        /** The number of folders. */
        private final int folders;

        /** The number of digits in the name of each folder. */
        private final int digits;

        Arrangement(int folders, int digits) {
            this.folders = folders;
            this.digits = digits;
        }
    }
}
