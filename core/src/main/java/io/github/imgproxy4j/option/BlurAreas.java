package io.github.imgproxy4j.option;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code ba}: blurs rectangles of the source. Since imgproxy 3.31. Needs imgproxy Pro.
 *
 * <pre>{@code
 * BlurAreas.of(10).area(0.1, 0.2, 0.5, 0.25);
 * }</pre>
 *
 * @param sigma the size of the mask, 0 or more; 0 is none
 * @param areas in the orientation of the metadata
 */
public record BlurAreas(double sigma, List<Area> areas) implements TypedOption {
    /** Checks every value. */
    public BlurAreas {
        areas = List.copyOf(areas);
        Rules.of(OptionName.BLUR_AREAS).notNegative("sigma", sigma).enforce();
    }

    /** A blur without areas. */
    public static BlurAreas of(double sigma) {
        return new BlurAreas(sigma, List.of());
    }

    /** The same with one more rectangle, in fractions of the source from 0 to 1. */
    public BlurAreas area(double left, double top, double width, double height) {
        List<Area> more = new ArrayList<>(areas);
        more.add(new Area(left, top, width, height));
        return new BlurAreas(sigma, more);
    }

    /**
     * A rectangle in fractions of the source, each from 0 to 1.
     *
     * @param left of the source's width
     * @param top of the source's height
     * @param width of the source's width
     * @param height of the source's height
     */
    public record Area(double left, double top, double width, double height) {
        /** Checks every fraction. */
        public Area {
            Rules.of(OptionName.BLUR_AREAS)
                    .range("left", left, 0, 1)
                    .range("top", top, 0, 1)
                    .range("width", width, 0, 1)
                    .range("height", height, 0, 1)
                    .enforce();
        }

        private List<String> sides() {
            return Argument.texts(left, top, width, height);
        }
    }

    static BlurAreas read(Arguments arguments) {
        List<Area> areas = new ArrayList<>();
        for (int i = 1; i < arguments.count(); i += 4) {
            areas.add(new Area(
                    arguments.decimal(i),
                    arguments.decimal(i + 1),
                    arguments.decimal(i + 2),
                    arguments.decimal(i + 3)));
        }
        return new BlurAreas(arguments.decimal(0), areas);
    }

    @Override
    public OptionName optionName() {
        return OptionName.BLUR_AREAS;
    }

    @Override
    public List<String> arguments() {
        return Argument.texts(
                Argument.texts(sigma),
                areas.stream().flatMap(area -> area.sides().stream()).toList());
    }
}
