package io.github.imgproxy4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a cache key is made of a variant: what is hashed, by what, and how the result is arranged. Immutable and
 * thread-safe.
 *
 * <p>The browser's URL and the store's name both come from here, so they agree as long as both sides use one layout.
 * Choose before the first variant is stored; another layout is another, empty cache.
 *
 * <pre>{@code
 * KeyLayout.SIGNED_PATH                                  dd732291b28b5c8a1e8b5a1c1b4f0d3e
 * KeyLayout.SIGNED_PATH.sharded()                        dd/73/22/dd732291b28b5c8a1e8b5a1c1b4f0d3e
 * KeyLayout.UNSIGNED_PATH.groupedBySource().withExtension()   0c4f…/91aa….webp
 * }</pre>
 */
public final class KeyLayout {
    /** MD5 of the canonical signed path: what imgproxy-cache stores under. The default. */
    public static final KeyLayout SIGNED_PATH = new KeyLayout(true, "MD5", Arrangement.FLAT, false, "");

    /** MD5 of the canonical path without signature: the cache survives a change of keys. */
    public static final KeyLayout UNSIGNED_PATH = new KeyLayout(false, "MD5", Arrangement.FLAT, false, "");

    /** 128 bits of any digest. */
    private static final int KEY_BYTES = 16;

    private static final String HASH = "[0-9a-f]{32}";
    private static final Pattern PREFIX =
            Pattern.compile("(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*+(?:/|$))*+"); // possessive: no recursion on long texts

    private final boolean signed;
    private final String algorithm;

    /** Never fed; every hash starts from a clone of it. */
    private final MessageDigest digest;

    private final Arrangement arrangement;
    private final boolean extension;
    private final String prefix;

    /** Of what follows the prefix. */
    private final Pattern pattern;

    private KeyLayout(boolean signed, String algorithm, Arrangement arrangement, boolean extension, String prefix) {
        this.signed = signed;
        this.algorithm = algorithm;
        this.digest = digest(algorithm);
        this.arrangement = arrangement;
        this.extension = extension;
        this.prefix = prefix;
        this.pattern = Pattern.compile(arrangement.regex + HASH + (extension ? "(\\.[a-z]{3,4})?" : ""));
    }

    /**
     * The layout that a setting describes: {@code signed-path} or {@code unsigned-path}, then any of {@code sha256},
     * {@code sharded}, {@code grouped} and {@code extension}, separated by blanks.
     *
     * @throws ImgproxyException naming the word that is none of them
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

    /** With the first 128 bits of SHA-256 instead of MD5: where users choose sources, MD5 admits made collisions. */
    public KeyLayout sha256() {
        return new KeyLayout(signed, "SHA-256", arrangement, extension, prefix);
    }

    /** With three levels of folders in front, for stores that list or limit folders. */
    public KeyLayout sharded() {
        return new KeyLayout(signed, algorithm, Arrangement.SHARDED, extension, prefix);
    }

    /** With a folder for each source in front, so that all variants of one source can be purged. */
    public KeyLayout groupedBySource() {
        return new KeyLayout(signed, algorithm, Arrangement.GROUPED, extension, prefix);
    }

    /** With the format of the path at the end, {@code .webp}, where it names one: for servers that go by the name. */
    public KeyLayout withExtension() {
        return new KeyLayout(signed, algorithm, arrangement, true, prefix);
    }

    /**
     * With a text in front, {@code thumbs/}; a slash is not added.
     *
     * @throws ImgproxyException if it could not stand in a URL or would leave its folder
     */
    public KeyLayout prefix(String text) {
        if (!PREFIX.matcher(text).matches()) {
            throw new ImgproxyException("key prefix [" + text
                    + "] may hold only letters, digits, - . _ ~ and slashes, and no part may begin with a point");
        }
        return new KeyLayout(signed, algorithm, arrangement, extension, text);
    }

    /** Whether a text has the shape of a key of this layout. */
    boolean fits(String key) {
        return key.startsWith(prefix)
                && pattern.matcher(key.substring(prefix.length())).matches();
    }

    String keyOf(SignedPath signedPath, SourceText sources) {
        String hash = hash(signed ? signedPath.text() : signedPath.path());
        StringBuilder key = new StringBuilder(prefix);
        switch (arrangement) {
            case SHARDED -> appendShards(key, hash);
            case GROUPED -> key.append(groupOf(sources.of(signedPath.path()))).append('/');
            case FLAT -> {}
        }
        key.append(hash);
        if (extension) {
            String format = sources.extensionOf(signedPath.path());
            if (!format.isEmpty()) {
                key.append('.').append(format);
            }
        }
        return key.toString();
    }

    private static void appendShards(StringBuilder key, String hash) {
        for (int i = 0; i < 6; i += 2) {
            key.append(hash, i, i + 2).append('/');
        }
    }

    /** What the keys of all variants of a source begin with, or null if nothing tells them from others. */
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

    /** Cloning is faster than asking the security providers again. */
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
        FLAT(""),
        SHARDED("([0-9a-f]{2}/){3}"),
        GROUPED(HASH + "/");

        private final String regex;

        Arrangement(String regex) {
            this.regex = regex;
        }
    }
}
