package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code g}: the part of the image that cropping keeps; the centre by default.
 *
 * <p>Detected objects need imgproxy Pro.
 *
 * @param anchor any but {@link Anchor#proportional}
 */
public record Gravity(Anchor anchor) implements TypedOption {
    /** Checks the value. */
    public Gravity {
        Rules.of(OptionName.GRAVITY)
                .keep(!(anchor instanceof Anchor.Proportional), "", anchor.arguments(), "must not be prop")
                .enforce();
    }

    /**
     * A gravity in imgproxy's notation.
     *
     * @param anchor a compass point ({@code no}, {@code soea}, {@code ce}), {@code sm} for smart, or {@code fp}
     * @param offsets none, or x and y: for {@code fp} both from 0 to 1, otherwise pixels, or fractions below 1; none
     *     for {@code sm}
     */
    public static Gravity ofWord(String anchor, double... offsets) {
        List<Double> given = Arrays.stream(offsets).boxed().toList();
        boolean valid = switch (anchor) {
            case "sm" -> given.isEmpty();
            case "fp" -> given.size() == 2 && given.stream().allMatch(share -> share >= 0 && share <= 1);
            default -> compassWords().contains(anchor) && given.size() <= 2;
        };
        if (!valid) {
            throw new ImgproxyException("gravity [" + anchor + " " + given + "] must be one of " + compassWords()
                    + " with up to two offsets, sm without, or fp with x and y from 0 to 1");
        }
        List<String> texts = Argument.texts(List.of(anchor), Argument.texts(given.toArray()));
        return new Gravity(AnchorReader.read(new Arguments("g", texts), 0));
    }

    private static TreeSet<String> compassWords() {
        return Arrays.stream(Compass.values()).map(Compass::word).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public OptionName optionName() {
        return OptionName.GRAVITY;
    }

    @Override
    public List<String> arguments() {
        return anchor.arguments();
    }

    @Override
    public boolean isPro() {
        return anchor.isPro();
    }
}
