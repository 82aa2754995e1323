package io.github.imgproxy4j.cli.migrate;

import io.github.imgproxy4j.Imgproxy;
import org.jspecify.annotations.Nullable;

/** The key of a variant in the layout of the target. */
public final class TargetKeys {
    private static final String NEGOTIATED = "~";

    private final Imgproxy imgproxy;
    private final String prefix;
    private final boolean keepsHashes;

    /**
     * Keys.
     *
     * @param imgproxy signs and knows the layout
     * @param layout the setting {@code imgproxy.key-layout}, or empty
     * @param prefix the setting {@code imgproxy.key-prefix}, or empty
     */
    public TargetKeys(Imgproxy imgproxy, String layout, String prefix) {
        this.imgproxy = imgproxy;
        this.prefix = prefix;
        this.keepsHashes = !layout.matches("(?s).*(unsigned-path|sha256|grouped|extension).*");
    }

    /**
     * The key in the target.
     *
     * @param key the key in the origin, or null
     * @param path without signature, or null if it is not known
     * @throws UnusableException if nothing tells it
     */
    String of(@Nullable String key, @Nullable String path) throws UnusableException {
        String ending = key == null || !key.contains(NEGOTIATED) ? "" : key.substring(key.indexOf(NEGOTIATED));
        if (path != null) {
            return imgproxy.key(imgproxy.sign(path)) + ending;
        }
        if (key == null || !keepsHashes) {
            throw new UnusableException("does not tell its path, which the key layout of the target needs");
        }
        String name = key.substring(0, key.length() - ending.length());
        String hash = name.substring(name.lastIndexOf('/') + 1);
        String flat = prefix + hash;
        String sharded = prefix + hash.replaceFirst("^(..)(..)(..).*", "$1/$2/$3/") + hash;
        if (!imgproxy.isKey(flat) && !imgproxy.isKey(sharded)) {
            throw new UnusableException("has no hash of a signed path as its name");
        }
        return (imgproxy.isKey(flat) ? flat : sharded) + ending;
    }
}
