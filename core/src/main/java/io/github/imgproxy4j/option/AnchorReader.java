package io.github.imgproxy4j.option;

import java.util.ArrayList;
import java.util.List;

/** Reads an {@link Anchor} from the arguments of an option. */
final class AnchorReader {
    private AnchorReader() {}

    /** The anchor described by the arguments from an index. */
    static Anchor read(Arguments arguments, int first) {
        return switch (arguments.text(first)) {
            case "sm" -> last(arguments, first, new Anchor.Smart());
            case "prop" -> last(arguments, first, new Anchor.Proportional());
            case "fp" -> {
                arguments.atMost(first + 3);
                yield new Anchor.FocusPoint(arguments.decimal(first + 1), arguments.decimal(first + 2));
            }
            case "obj" -> new Anchor.DetectedObjects(arguments.textsFrom(first + 1));
            case "objw" -> weighted(arguments, first + 1);
            default -> toward(arguments, first);
        };
    }

    private static Anchor last(Arguments arguments, int index, Anchor anchor) {
        arguments.atMost(index + 1);
        return anchor;
    }

    private static Anchor toward(Arguments arguments, int first) {
        Compass compass = arguments.word(first, Compass.values());
        arguments.atMost(first + 3);
        return new Anchor.Toward(compass, arguments.decimalOrNull(first + 1), arguments.decimalOrNull(first + 2));
    }

    private static Anchor weighted(Arguments arguments, int first) {
        List<Anchor.WeightedObjects.Weight> weights = new ArrayList<>();
        for (int i = first; i < arguments.count(); i += 2) {
            weights.add(new Anchor.WeightedObjects.Weight(arguments.text(i), arguments.decimal(i + 1)));
        }
        return new Anchor.WeightedObjects(weights);
    }
}
