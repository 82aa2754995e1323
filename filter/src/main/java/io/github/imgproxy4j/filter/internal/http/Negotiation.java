package io.github.imgproxy4j.filter.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The formats among which upstream chooses by {@code Accept}, as imgproxy's {@code AUTO} and {@code ENFORCE} settings
 * say. Immutable.
 *
 * <p>Of a client's {@code Accept} only these few yes or no remain, so that the endless ways to write it are few variants.
 * They are part of the cache key: what was made for one browser is never served to another that cannot show it.
 *
 * @param formats of avif, jxl and webp, in this order; none if upstream does not negotiate
 */
public record Negotiation(List<String> formats) {
    /** Every client gets the same. */
    public static final Negotiation NONE = new Negotiation(List.of());

    private static final List<String> ALL = List.of("avif", "jxl", "webp");
    private static final String MARK = "~";
    private static final String NO_FORMAT = MARK + "plain";

    /** Copies the list. */
    public Negotiation {
        formats = List.copyOf(formats);
    }

    /**
     * From a comma list, {@code webp,avif}.
     *
     * @throws IllegalArgumentException with the rule that it breaks
     */
    public static Negotiation of(String text) {
        List<String> named = List.of(text.toLowerCase(Locale.ROOT).strip().split("[ ,]+", -1));
        if (!ALL.containsAll(named)) {
            throw new IllegalArgumentException("must be a comma list of " + String.join(", ", ALL));
        }
        return new Negotiation(ALL.stream().filter(named::contains).toList());
    }

    public Negotiation without(Set<String> others) {
        return new Negotiation(
                formats.stream().filter(format -> !others.contains(format)).toList());
    }

    public boolean isOn() {
        return !formats.isEmpty();
    }

    /** The key of the variant for a client, {@code KEY~avif~webp}; the plain key if nothing is negotiated. */
    public String key(String key, @Nullable String accept) {
        if (!isOn()) {
            return key;
        }
        List<String> shown = shownBy(accept);
        return key + (shown.isEmpty() ? NO_FORMAT : MARK + String.join(MARK, shown));
    }

    /** Every key that {@link #key} may make of one. */
    public List<String> keys(String key) {
        List<String> keys = new ArrayList<>();
        keys.add(key);
        for (int choice = 0; isOn() && choice < 1 << formats.size(); choice++) {
            int bits = choice;
            keys.add(key(
                    key,
                    formats.stream()
                            .filter(format -> (bits >> formats.indexOf(format) & 1) == 1)
                            .map(format -> "image/" + format)
                            .collect(Collectors.joining(","))));
        }
        return keys;
    }

    /** The {@code Accept} for upstream. */
    public String accept(@Nullable String accept) {
        StringBuilder reduced = new StringBuilder();
        shownBy(accept)
                .forEach(format -> reduced.append("image/").append(format).append(','));
        return reduced.append("image/*").toString();
    }

    /** Wildcards name no format: browsers send them whatever they can show. */
    private List<String> shownBy(@Nullable String accept) {
        if (accept == null || !isOn()) {
            return List.of();
        }
        String ranges = accept.toLowerCase(Locale.ROOT);
        return formats.stream()
                .filter(format -> names(ranges, "image/" + format))
                .toList();
    }

    private static boolean names(String accept, String mediaType) {
        for (String range : accept.split(",", -1)) {
            String[] parts = range.split(";", 2);
            if (parts[0].strip().equals(mediaType)) {
                return parts.length == 1 || !parts[1].replace(" ", "").matches("(.*;)?q=0(\\.0*)?(;.*)?");
            }
        }
        return false;
    }
}
