package io.github.imgproxy4j.filter.internal.http;

import io.github.imgproxy4j.filter.store.ImageSignature;
import java.util.Locale;
import java.util.Set;

/**
 * The media types that are served; a 200 of upstream with another one is an error. Immutable.
 *
 * @param named media types in lower case, or {@value #ANY_IMAGE}
 */
public record ServedTypes(Set<String> named) {
    private static final String ANY_IMAGE = "image/*";

    /** All images. */
    public static final ServedTypes IMAGES = new ServedTypes(Set.of(ANY_IMAGE));

    /** Copies the set. */
    public ServedTypes {
        named = Set.copyOf(named);
    }

    /**
     * From a comma list, {@code image/*,video/mp4}.
     *
     * @throws IllegalArgumentException with the rule that it breaks
     */
    public static ServedTypes of(String text) {
        Set<String> named = Set.of(text.toLowerCase(Locale.ROOT).strip().split("[ ,]+", -1));
        for (String type : named) {
            if (!type.equals(ANY_IMAGE) && !ImageSignature.knows(type)) {
                throw new IllegalArgumentException("must be a comma list of media types that are known by their first"
                        + " bytes, such as image/*, image/webp or video/mp4");
            }
        }
        return new ServedTypes(named);
    }

    /** Whether a media type, without parameters and in lower case, is served. */
    public boolean contains(String mediaType) {
        return named.contains(mediaType) || (mediaType.startsWith("image/") && named.contains(ANY_IMAGE));
    }
}
