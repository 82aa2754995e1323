package io.github.imgproxy4j.filter.internal.http;

import java.util.List;
import java.util.regex.Pattern;

/** The names of response fields that stand for {@code Cache-Control} in one kind of cache (RFC 9213). */
public final class TargetedFields {
    /** Those that the RFC defines. */
    public static final List<String> DEFAULT = List.of("CDN-Cache-Control");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private TargetedFields() {}

    /**
     * From a comma list, {@code MySite-Cache-Control,CDN-Cache-Control}.
     *
     * @throws IllegalArgumentException with the rule that it breaks
     */
    public static List<String> of(String text) {
        List<String> names = List.of(text.strip().split("[ ,]+", -1));
        if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new IllegalArgumentException(
                    "must be a comma list of names of response fields such as CDN-Cache-Control");
        }
        return names;
    }
}
