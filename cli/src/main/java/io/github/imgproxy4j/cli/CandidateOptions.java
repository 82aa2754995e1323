package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.cli.warm.Variants;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.text.NearNames;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which variants of a source are warmed: presets, and the candidates of each. */
final class CandidateOptions {
    @Option(
            names = "--presets",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Presets of imgproxy.presets for --source, and for the images of --sitemap; a public one with its"
                            + " candidates.")
    private List<String> presets = new ArrayList<>();

    @Option(
            names = "--widths",
            split = ",",
            paramLabel = "PIXELS",
            description = "The widths of each preset, as in srcset.")
    private int[] widths = {};

    @Option(
            names = "--densities",
            split = ",",
            paramLabel = "FACTOR",
            description = "The densities of each preset, as in srcset: 1,2.")
    private double[] densities = {};

    @Option(
            names = "--formats",
            split = ",",
            paramLabel = "FORMAT",
            description = "Formats besides that of the preset, as in <picture>: avif,webp.")
    private List<String> formats = new ArrayList<>();

    boolean haveCandidates() {
        return widths.length > 0 || densities.length > 0 || !formats.isEmpty();
    }

    /** Whether there is no preset. */
    boolean isEmpty() {
        return presets.isEmpty();
    }

    /**
     * Adds all variants of a source.
     *
     * @param proxyUrl where the proxy is, without a slash at the end
     * @throws ImgproxyException if the source, a preset or a candidate is wrong
     */
    void addTo(Variants variants, Imgproxy imgproxy, String source, String proxyUrl) {
        for (String preset : presets) {
            image(imgproxy, source, preset).allUrls().forEach(urls -> add(variants, urls, proxyUrl));
        }
    }

    private ImageBuilder image(Imgproxy imgproxy, String source, String preset) {
        requireKnown(preset, imgproxy.presetNames());
        requireMade(imgproxy);
        boolean own = widths.length > 0 || densities.length > 0;
        ImageBuilder image = imgproxy.image(source);
        if (own) {
            image.preset(preset);
        } else {
            image.presetAsOffered(preset);
        }
        if (widths.length > 0) {
            image.widths(widths);
        }
        if (densities.length > 0) {
            image.densities(densities);
        }
        return image.formats(formats.toArray(String[]::new));
    }

    /** Markup leaves them out, by the settings of the proxy, which may not be the settings here. */
    private void requireMade(Imgproxy imgproxy) {
        for (String format : formats) {
            if (imgproxy.unsupportedFormats().contains(format)) {
                throw new ImgproxyException(
                        "--formats [" + format + "] is not made by imgproxy, by the settings here; set"
                                + " imgproxy.url or imgproxy.formats as the proxy has them");
            }
        }
    }

    private static void requireKnown(String preset, Set<String> known) {
        if (!known.contains(preset)) {
            String nearest = NearNames.nearest(preset, List.copyOf(known));
            throw new ImgproxyException("preset [" + preset + "] must be one of " + known
                    + (nearest == null ? "" : "; did you mean " + nearest + "?"));
        }
    }

    /** Asks the proxy itself whether it is stored: a CDN in between would remember for visitors that it is not. */
    static void add(Variants variants, ImageUrls urls, String proxyUrl) {
        add(variants, urls.signedPath().text(), urls.key(), proxyUrl);
    }

    /**
     * Adds a variant of the proxy.
     *
     * @param key the cache key; null if it is not known
     */
    static void add(Variants variants, String signedPath, @Nullable String key, String proxyUrl) {
        variants.add(URI.create(proxyUrl + signedPath), key == null ? null : URI.create(proxyUrl + "/cache/" + key));
    }
}
