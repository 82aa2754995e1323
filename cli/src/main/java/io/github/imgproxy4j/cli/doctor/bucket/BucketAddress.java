package io.github.imgproxy4j.cli.doctor.bucket;

import java.net.URI;

/**
 * A bucket and the credentials for it. Does not print its secrets.
 *
 * @param endpoint of the server; its host may be that of AWS
 * @param bucket its name
 * @param folder with a slash at its end, or empty
 * @param region {@code auto} where the server has none
 * @param pathStyle whether the bucket stands in the path
 * @param accessKey empty without credentials
 * @param secretKey empty without credentials
 * @param sessionToken empty for lasting credentials
 */
public record BucketAddress(
        URI endpoint,
        String bucket,
        String folder,
        String region,
        boolean pathStyle,
        String accessKey,
        String secretKey,
        String sessionToken) {
    /** The URL of an object, or of the bucket for an empty key. */
    URI uri(String key, String query) {
        String authority = pathStyle ? endpoint.getRawAuthority() : bucket + "." + endpoint.getRawAuthority();
        String path = (pathStyle ? "/" + bucket : "") + "/" + key;
        return URI.create(endpoint.getScheme() + "://" + authority + path + (query.isEmpty() ? "" : "?" + query));
    }

    boolean hasCredentials() {
        return !accessKey.isEmpty() && !secretKey.isEmpty();
    }

    BucketAddress inRegion(String other) {
        return new BucketAddress(endpoint, bucket, folder, other, pathStyle, accessKey, secretKey, sessionToken);
    }

    @Override
    public String toString() {
        return bucket + " at " + endpoint;
    }
}
