package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImgproxyException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code g}: the part of the image that survives cropping.
 *
 * @param anchor a compass point ({@code no}, {@code soea}, {@code ce}), {@code sm} for smart, or {@code fp}
 * @param offsets none, or x and y: for {@code fp} both from 0 to 1, else pixels, or fractions when below 1; none for
 *     {@code sm}
 */
public record Gravity(String anchor, List<Double> offsets) implements ProcessingOption {
    private static final Set<String> COMPASS = Set.of("no", "so", "ea", "we", "noea", "nowe", "soea", "sowe", "ce");

    /** Checks the anchor and what may follow it. */
    public Gravity {
        offsets = List.copyOf(offsets);
        boolean valid = switch (anchor) {
            case "sm" -> offsets.isEmpty();
            case "fp" -> offsets.size() == 2 && offsets.stream().allMatch(share -> share >= 0 && share <= 1);
            default -> COMPASS.contains(anchor) && offsets.size() <= 2;
        };
        if (!valid) {
            throw new ImgproxyException("gravity [" + anchor + " " + offsets + "] must be one of "
                    + new TreeSet<>(COMPASS) + " with up to two offsets, sm without, or fp with x and y from 0 to 1");
        }
    }

    @Override
    public String name() {
        return "g";
    }

    @Override
    public List<String> arguments() {
        List<String> arguments = new java.util.ArrayList<>(List.of(anchor));
        offsets.forEach(offset -> arguments.add(Argument.number("gravity offset", offset)));
        return arguments;
    }
}
