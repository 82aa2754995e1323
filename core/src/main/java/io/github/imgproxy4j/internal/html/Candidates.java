package io.github.imgproxy4j.internal.html;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.text.Problems;
import io.github.imgproxy4j.internal.url.OptionWriter;
import io.github.imgproxy4j.option.NumberOption;
import io.github.imgproxy4j.option.OptionName;
import io.github.imgproxy4j.option.ProcessingOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The candidates of a {@code srcset}: the same image in several densities or widths, each with its descriptor.
 * Immutable.
 *
 * @param areWidths whether the values are widths; false for densities, and if there are none
 * @param values densities or widths
 */
public record Candidates(boolean areWidths, List<Double> values) {
    public static final Candidates NONE = new Candidates(false, List.of());

    public Candidates {
        areWidths = areWidths && !values.isEmpty();
    }

    public static Candidates ofDensities(double... factors) {
        Problems refusals = new Problems();
        Double[] values = new Double[factors.length];
        for (int i = 0; i < values.length; i++) {
            double factor = factors[i];
            values[i] = factor;
            refusals.attempt(() -> new NumberOption(OptionName.DPR, factor));
        }
        refusals.enforce();
        return different("densities", new Candidates(false, List.of(values)));
    }

    public static Candidates ofWidths(int... pixels) {
        Problems refusals = new Problems();
        Double[] values = new Double[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (double) pixels[i];
            if (pixels[i] < 1) {
                refusals.add("widths [" + pixels[i] + "] must be at least 1 pixel");
            }
        }
        refusals.enforce();
        return different("widths", new Candidates(true, List.of(values)));
    }

    private static Candidates different(String name, Candidates candidates) {
        if (candidates.hasDuplicates()) {
            throw new ImgproxyException(name + " " + candidates.values + " must differ from each other");
        }
        return candidates;
    }

    /** There are few, so that comparing all pairs is faster than a set. */
    private boolean hasDuplicates() {
        for (int i = 1; i < values.size(); i++) {
            if (values.subList(0, i).contains(values.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns this, unless the other kind was chosen before: HTML forbids both in one {@code srcset}. */
    public Candidates replacing(Candidates earlier) {
        if (!earlier.isEmpty() && !isEmpty() && earlier.areWidths != areWidths) {
            throw new ImgproxyException(
                    "densities and widths cannot be combined in one srcset; choose one of" + " them");
        }
        return this;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The candidates of an image with this box, for its paths and its {@code srcset}. */
    public List<Candidate> written(Box box, OptionWriter writer) {
        String unit = areWidths ? "w" : "x";
        List<Candidate> written = new ArrayList<>(values.size());
        for (double value : values) {
            written.add(new Candidate(writer.writtenAfter(options(value, box)), " " + number(value) + unit));
        }
        return written;
    }

    /**
     * The candidate for a browser without srcset support: the image as described or, if it has no width, the largest
     * one.
     */
    public String writtenSingle(Box box, OptionWriter writer) {
        if (!areWidths || box.width() > 0) {
            return "";
        }
        double largest = Collections.max(values);
        return writer.writtenAfter(List.of(new NumberOption(OptionName.WIDTH, (int) largest)));
    }

    /** The additional options of the candidate; none if it equals the image itself, so that both have the same key. */
    private List<ProcessingOption> options(double value, Box box) {
        if (!areWidths) {
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

    /**
     * One candidate.
     *
     * @param options the additional options, each after a slash
     * @param descriptor after a space
     */
    public record Candidate(String options, String descriptor) {}
}
