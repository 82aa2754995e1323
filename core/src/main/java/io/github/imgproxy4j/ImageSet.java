package io.github.imgproxy4j;

import io.github.imgproxy4j.internal.html.Box;
import io.github.imgproxy4j.internal.html.Candidates;
import io.github.imgproxy4j.internal.url.OptionWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One image as markup shows it: its box, and its candidates in every format. The parts common to all formats are
 * computed once. Immutable; valid as long as the builder does not change.
 */
final class ImageSet {
    /** Usually enough for a descriptor with its separators, and what other candidates have more in their paths. */
    private static final int FURTHER_CHARACTERS = 24;

    private final ImageBuilder image;
    private final Variants variants;
    private final Box box;
    private final List<Candidates.Candidate> candidates;
    private final String single;

    ImageSet(ImageBuilder image, OptionWriter writer) {
        this.image = image;
        this.variants = image.variants();
        this.box = Box.of(image.options());
        this.candidates = image.candidates().written(box, writer);
        this.single = image.candidates().writtenSingle(box, writer);
    }

    ImageBuilder image() {
        return image;
    }

    Box box() {
        return box;
    }

    /** Whether there is only one candidate, which has no descriptor. */
    boolean isSingle() {
        return candidates.isEmpty();
    }

    /** The URLs for a browser without srcset support; in another format than the image's if one is given. */
    ImageUrls single(@Nullable String format) {
        return urls(single, format);
    }

    /**
     * The {@code srcset} and that of the proxy URLs; in another format than the image's if one is given. For a single
     * candidate, only its URLs.
     *
     * @param known the result of {@link #single} for the format, so that it is not signed twice; or null
     */
    Srcset srcset(@Nullable String format, @Nullable ImageUrls known) {
        if (isSingle()) {
            ImageUrls urls = known == null ? single(format) : known;
            return new Srcset(urls.cached(), urls.proxy());
        }
        ImageUrls first = candidate(0, format, known);
        StringBuilder cached = roomFor(first.cached());
        StringBuilder proxy = roomFor(first.proxy());
        for (int i = 0; i < candidates.size(); i++) {
            ImageUrls urls = i == 0 ? first : candidate(i, format, known);
            append(cached, urls.cached(), candidates.get(i).descriptor());
            append(proxy, urls.proxy(), candidates.get(i).descriptor());
        }
        return new Srcset(cached.toString(), proxy.toString());
    }

    private ImageUrls candidate(int index, @Nullable String format, @Nullable ImageUrls known) {
        String options = candidates.get(index).options();
        return known != null && options.equals(single) ? known : urls(options, format);
    }

    private StringBuilder roomFor(String url) {
        return new StringBuilder((url.length() + FURTHER_CHARACTERS) * candidates.size());
    }

    /** The URLs in {@link #srcset}. */
    List<ImageUrls> candidates(@Nullable String format) {
        return isSingle()
                ? List.of(single(format))
                : candidates.stream()
                        .map(candidate -> urls(candidate.options(), format))
                        .toList();
    }

    private static void append(StringBuilder srcset, String url, String descriptor) {
        if (srcset.length() > 0) {
            srcset.append(", ");
        }
        srcset.append(url).append(descriptor);
    }

    private ImageUrls urls(String options, @Nullable String format) {
        return variants.urls(options, format == null ? image.extension() : format);
    }

    /**
     * Two lists of candidates in the same order.
     *
     * @param cached the cached URLs, which the browser requests first
     * @param proxy the proxy URLs
     */
    record Srcset(String cached, String proxy) {}
}
