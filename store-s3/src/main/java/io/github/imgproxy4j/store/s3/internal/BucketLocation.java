package io.github.imgproxy4j.store.s3.internal;

import io.github.imgproxy4j.filter.store.CacheKeys;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects are and how they are named.
 *
 * @param bucket the bucket
 * @param folder what object names begin with, or nothing
 * @param endpoint the server, or null for AWS
 * @param region the region that requests are signed for
 */
public record BucketLocation(
        String bucket, String folder, @Nullable URI endpoint, String region) {
    /** What the layouts of cache keys look like; tighter than what may be stored, because it decides what is removed. */
    private static final Pattern VARIANT = Pattern.compile("(([0-9a-f]{2}/){3}|[0-9a-f]{32}/)?[0-9a-f]{32}"
            + "(\\.(jpe?g|png|webp|avif|jxl|gif|ico|svg|heic|bmp|tiff|best))?(~(avif|jxl|webp)){0,3}");

    /**
     * The name of a variant's object: folder and key with nothing between them, as imgproxy-cache joins them.
     *
     * @throws IllegalArgumentException if it is not a cache key
     */
    public String objectName(String key) {
        return folder + CacheKeys.checked(key);
    }

    /** Whether this may be the name of a variant. */
    public boolean isVariant(String objectName) {
        return objectName.startsWith(folder)
                && VARIANT.matcher(objectName.substring(folder.length())).matches();
    }

    /** The server without user name and password, in case they are in its URL. */
    String server() {
        if (endpoint == null) {
            return "AWS " + region;
        }
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port;
    }

    /** For logs and messages. */
    @Override
    public String toString() {
        return "bucket " + bucket + " at " + server() + (folder.isEmpty() ? "" : ", objects " + folder + "…");
    }
}
