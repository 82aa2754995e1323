package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.html.Candidates;
import io.github.imgproxy4j.internal.text.HttpUrls;
import io.github.imgproxy4j.option.Format;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The presets that browsers may request by name, each with the candidates and the format of its images. Immutable and
 * thread-safe.
 *
 * <p>Clients that choose any width could create an unlimited number of variants, so the candidates are part of the
 * preset. Clients that choose any source would have an open proxy, so an allow-list is required.
 */
final class PublicPresets {
    private static final String DEFAULT_CANDIDATES = "1x 2x";

    private static final Set<String> WEB = Set.of("http", "https");

    private final Map<String, Offer> offers;

    private PublicPresets(Map<String, Offer> offers) {
        this.offers = offers;
    }

    /**
     * The presets.
     *
     * @param offers what each preset offers, by its name
     * @param known the names of all presets
     * @param sourcesLimited whether there is an allow-list of sources
     * @throws ImgproxyException if a name is unknown, or there is no allow-list
     */
    static PublicPresets of(Map<String, Offer> offers, Set<String> known, boolean sourcesLimited) {
        for (String name : offers.keySet()) {
            if (!known.contains(name)) {
                throw new ImgproxyException("public preset [" + name + "] must be one of " + known);
            }
        }
        if (!offers.isEmpty() && !sourcesLimited) {
            throw new ImgproxyException("public presets " + offers.keySet()
                    + " need allowed sources, or anyone could process any image of the web");
        }
        return new PublicPresets(new LinkedHashMap<>(offers));
    }

    /**
     * Reads what a preset offers: densities, {@code 1x 2x}, or widths, {@code 640w 1280w}, and optionally a format,
     * {@code webp}.
     *
     * @throws ImgproxyException if it is none of these, or densities and widths
     */
    static Offer offer(String preset, String text) {
        List<String> words = new ArrayList<>();
        String format = null;
        for (String word : text.strip().split(" +", -1)) {
            if (word.matches("[a-z]+[0-9]?") && format == null) {
                format = Format.checked("public preset " + preset, word);
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return new Offer(
                candidates(preset, words.isEmpty() ? List.of(DEFAULT_CANDIDATES.split(" ", -1)) : words), format);
    }

    private static Candidates candidates(String preset, List<String> words) {
        if (words.stream().allMatch(word -> word.matches("[0-9]{1,5}w"))) {
            return Candidates.ofWidths(
                    numbers(words).mapToInt(Integer::parseInt).toArray());
        }
        if (words.stream().allMatch(word -> word.matches("[0-9]{1,2}(\\.[0-9]{1,2})?x"))) {
            return Candidates.ofDensities(
                    numbers(words).mapToDouble(Double::parseDouble).toArray());
        }
        throw new ImgproxyException("public preset " + preset + " [" + String.join(" ", words)
                + "] must have densities, such as 1x 2x, or widths, such as 640w 1280w");
    }

    private static Stream<String> numbers(List<String> words) {
        return words.stream().map(word -> word.substring(0, word.length() - 1));
    }

    Set<String> names() {
        return Set.copyOf(offers.keySet());
    }

    /** Applies a preset to an image. */
    ImageBuilder apply(ImageBuilder image, String preset) {
        Offer offer = offers.get(preset);
        if (offer == null) {
            throw new ImgproxyException("preset [" + preset + "] must be one of " + offers.keySet());
        }
        image.preset(preset);
        if (offer.format() != null) {
            image.format(offer.format());
        }
        Stream<Double> values = offer.candidates().values().stream();
        return offer.candidates().areWidths()
                ? image.widths(values.mapToInt(Double::intValue).toArray())
                : image.densities(values.mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * Refuses a source that the allow-list could interpret differently from the server that fetches it.
     *
     * <p>Prefixes are compared as text. A fragment, a query instead of a path, or a user name can hide another host
     * from this comparison, and dot segments another folder.
     */
    static String checkedSource(String source) {
        URI uri;
        try {
            uri = HttpUrls.parse(source);
        } catch (ImgproxyException notAUrl) {
            throw new ImgproxyException(
                    "source [" + source + "] must be a URL, with everything else in it percent-encoded", notAUrl);
        }
        String authority = uri.getRawAuthority();
        boolean web = uri.getScheme() != null && WEB.contains(uri.getScheme());
        if (uri.isOpaque() || uri.getRawFragment() != null || (web && HttpUrls.host(uri) == null)) {
            throw refused(source, "must name a host or a folder, and no fragment");
        }
        if (authority != null
                && (authority.indexOf('@') >= 0 || !uri.getRawPath().startsWith("/"))) {
            throw refused(source, "must have no user, and a path after the host");
        }
        if (authority != null && uri.getScheme() == null) {
            throw refused(source, "names a host without a scheme");
        }
        if (Stream.of(uri.getPath().split("[/\\\\]", -1)).anyMatch(part -> part.equals(".") || part.equals(".."))) {
            throw refused(source, "must not have . or .. in its path");
        }
        return source;
    }

    private static ImgproxyException refused(String source, String rule) {
        return new ImgproxyException("source [" + source + "] " + rule);
    }

    /**
     * The candidates and the format of a preset.
     *
     * @param candidates those of the {@code srcset}
     * @param format the extension of the path, or null if imgproxy decides
     */
    record Offer(Candidates candidates, @Nullable String format) {}
}
