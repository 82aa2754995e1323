package io.github.imgproxy4j;

import io.github.imgproxy4j.option.NumberOption;
import io.github.imgproxy4j.option.OptionName;
import io.github.imgproxy4j.option.ProcessingOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code srcset} offers: the same image in several densities or widths, each with its descriptor. Immutable.
 *
 * @param kind what the descriptors mean
 * @param values densities or widths
 */
record Candidates(Kind kind, List<Double> values) {
    static final Candidates NONE = new Candidates(Kind.NONE, List.of());

    static Candidates ofDensities(double... factors) {
        List<Double> values = new ArrayList<>(factors.length);
        Refusals refusals = new Refusals();
        for (double factor : factors) {
            values.add(factor);
            refusals.attempt(() -> new NumberOption(OptionName.DPR, factor));
        }
        refusals.enforce();
        return different("densities", new Candidates(Kind.DENSITIES, List.copyOf(values)));
    }

    static Candidates ofWidths(int... pixels) {
        Refusals refusals = new Refusals();
        for (int width : pixels) {
            refusals.keep(width >= 1, "widths [" + width + "] must be at least 1 pixel");
        }
        refusals.enforce();
        List<Double> values = new ArrayList<>(pixels.length);
        for (int width : pixels) {
            values.add((double) width);
        }
        return different("widths", new Candidates(Kind.WIDTHS, List.copyOf(values)));
    }

    private static Candidates different(String name, Candidates candidates) {
        if (new HashSet<>(candidates.values).size() != candidates.values.size()) {
            throw new ImgproxyException(name + " " + candidates.values + " must differ from each other");
        }
        return candidates;
    }

    /** This, unless the other kind was chosen before: HTML forbids both in one {@code srcset}. */
    Candidates replacing(Candidates earlier) {
        if (earlier.kind != Kind.NONE && earlier.kind != kind) {
            throw new ImgproxyException("densities and widths cannot stand in one srcset; choose one of them");
        }
        return this;
    }

    /** As a record has it, but without the bootstrap that the first image of a JVM would pay. */
    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + values.hashCode();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean areWidths() {
        return kind == Kind.WIDTHS;
    }

    /**
     * The {@code srcset} of an image, and the one of its proxy twins.
     *
     * @param known a candidate that is signed already, or null
     */
    Srcset srcset(ImageBuilder image, Box box, @Nullable String format, @Nullable Known known) {
        StringJoiner cached = new StringJoiner(", ");
        StringJoiner proxy = new StringJoiner(", ");
        for (double value : values) {
            List<ProcessingOption> options = options(value, box);
            ImageUrls urls = known != null && options.equals(known.options) ? known.urls : image.urls(options, format);
            String descriptor = " " + number(value) + (areWidths() ? "w" : "x");
            cached.add(urls.cached() + descriptor);
            proxy.add(urls.proxy() + descriptor);
        }
        return new Srcset(cached.toString(), proxy.toString());
    }

    /** The options that make the candidate; none where it is the image itself, so that both have one key. */
    private List<ProcessingOption> options(double value, Box box) {
        if (!areWidths()) {
            return value == 1 ? List.of() : List.of(new NumberOption(OptionName.DPR, value));
        }
        int width = (int) value;
        if (width == box.width()) {
            return List.of();
        }
        return box.isComplete()
                ? List.of(
                        new NumberOption(OptionName.WIDTH, width),
                        new NumberOption(OptionName.HEIGHT, box.heightAt(width)))
                : List.of(new NumberOption(OptionName.WIDTH, width));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** What the descriptors mean. */
    enum Kind {
        NONE,
        DENSITIES,
        WIDTHS
    }

    /**
     * The URLs of one candidate.
     *
     * @param options what makes it of the image
     */
    record Known(List<? extends ProcessingOption> options, ImageUrls urls) {}

    /**
     * Two lists of candidates in the same order.
     *
     * @param cached where the browser looks first
     * @param proxy the twins
     */
    record Srcset(String cached, String proxy) {}
}
