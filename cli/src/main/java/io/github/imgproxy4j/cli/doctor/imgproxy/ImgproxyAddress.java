package io.github.imgproxy4j.cli.doctor.imgproxy;

/**
 * Where imgproxy is. Does not print its secret.
 *
 * @param base its URL with the path prefix, without a slash at the end
 * @param secret what {@code IMGPROXY_SECRET} is, or empty
 */
public record ImgproxyAddress(String base, String secret) {
    /** Takes slashes off the end. */
    public ImgproxyAddress {
        base = base.replaceFirst("/+$", "");
    }

    String[] headers() {
        return secret.isEmpty() ? new String[0] : new String[] {"Authorization", "Bearer " + secret};
    }

    @Override
    public String toString() {
        return base;
    }
}
