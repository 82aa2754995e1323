package io.github.imgproxy4j.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of an image that an option refers to: a side, a point, or detected content. Immutable.
 *
 * <pre>{@code
 * Anchor.toward(Compass.SOUTH, 0, 20);
 * Anchor.focusPoint(0.5, 0.3);
 * Anchor.objects("face", "cat");
 * }</pre>
 */
public sealed interface Anchor {
    /** The texts in the path, {@code fp}, {@code 0.5} and {@code 0.3}. */
    List<String> arguments();

    /** Whether it needs imgproxy Pro. */
    default boolean isPro() {
        return false;
    }

    /** A side, a corner or the centre. */
    static Anchor toward(Compass compass) {
        return new Toward(compass, null, null);
    }

    /**
     * A side, a corner or the centre, with an offset.
     *
     * @param x inwards from the edge, or to the right from the centre; a fraction of the width between -1 and 1,
     *     otherwise pixels
     * @param y inwards from the edge, or downwards from the centre; a fraction of the height between -1 and 1,
     *     otherwise pixels
     */
    static Anchor toward(Compass compass, double x, double y) {
        return new Toward(compass, x, y);
    }

    /** The most interesting part as imgproxy sees it. */
    static Anchor smart() {
        return new Smart();
    }

    /**
     * A point that becomes the centre.
     *
     * @param x 0 at the left to 1 at the right
     * @param y 0 at the top to 1 at the bottom
     */
    static Anchor focusPoint(double x, double y) {
        return new FocusPoint(x, y);
    }

    /** Detected objects of these classes; of all classes if none is given. imgproxy Pro. */
    static Anchor objects(String... classes) {
        return new DetectedObjects(Arrays.asList(classes));
    }

    /** Detected objects, some more important than others. imgproxy Pro. */
    static WeightedObjects weightedObjects(String objectClass, double weight) {
        return new WeightedObjects(List.of(new WeightedObjects.Weight(objectClass, weight)));
    }

    /** Where the objects were in the source; only for {@link ObjectsPosition}. imgproxy Pro. */
    static Anchor proportional() {
        return new Proportional();
    }

    /**
     * A side, a corner or the centre.
     *
     * @param x a fraction of the width between -1 and 1, otherwise pixels; null is 0
     * @param y a fraction of the height between -1 and 1, otherwise pixels; null is 0
     */
    record Toward(
            Compass compass, @Nullable Double x, @Nullable Double y) implements Anchor {
        /** Checks that the offsets are finite. */
        public Toward {
            Rules.of("offset").finite("x", x).finite("y", y).enforce();
        }

        @Override
        public List<String> arguments() {
            return Argument.texts(compass, x, y);
        }
    }

    /** The most interesting part as imgproxy sees it. */
    record Smart() implements Anchor {
        @Override
        public List<String> arguments() {
            return List.of("sm");
        }
    }

    /**
     * A point that becomes the centre.
     *
     * @param x 0 at the left to 1 at the right
     * @param y 0 at the top to 1 at the bottom
     */
    record FocusPoint(double x, double y) implements Anchor {
        /** Checks that the point is in the image. */
        public FocusPoint {
            Rules.of("focus point").range("x", x, 0, 1).range("y", y, 0, 1).enforce();
        }

        @Override
        public List<String> arguments() {
            return Argument.texts("fp", x, y);
        }
    }

    /**
     * Detected objects. imgproxy Pro.
     *
     * @param classes class names of the server's neural network, or {@code all}; none means all
     */
    record DetectedObjects(List<String> classes) implements Anchor {
        /** Checks the names. */
        public DetectedObjects {
            classes = List.copyOf(classes);
            Rules.of("object").names("class", classes).enforce();
        }

        @Override
        public List<String> arguments() {
            return Argument.texts(List.of("obj"), classes);
        }

        @Override
        public boolean isPro() {
            return true;
        }
    }

    /**
     * Detected objects, some more important than others. imgproxy Pro.
     *
     * @param weights at least one; a class that is not named has the weight of {@code all}, or 1
     */
    record WeightedObjects(List<Weight> weights) implements Anchor {
        /** Checks that there is a weight. */
        public WeightedObjects {
            weights = List.copyOf(weights);
            Rules.of("object")
                    .keep(!weights.isEmpty(), "weights", weights, "must name at least one class")
                    .enforce();
        }

        /** The same with one more class. */
        public WeightedObjects and(String objectClass, double weight) {
            List<Weight> more = new ArrayList<>(weights);
            more.add(new Weight(objectClass, weight));
            return new WeightedObjects(more);
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("objw"));
            weights.forEach(weight -> arguments.addAll(Argument.texts(weight.objectClass(), weight.weight())));
            return List.copyOf(arguments);
        }

        @Override
        public boolean isPro() {
            return true;
        }

        /**
         * The weight of a class of objects.
         *
         * @param objectClass a class name of the server's neural network, or {@code all}
         * @param weight 0 or more; 1 is the default
         */
        public record Weight(String objectClass, double weight) {
            /** Checks the name and the weight. */
            public Weight {
                Rules.of("object")
                        .names("class", List.of(objectClass))
                        .notNegative("weight", weight)
                        .enforce();
            }
        }
    }

    /** Where the objects were in the source. imgproxy Pro. */
    record Proportional() implements Anchor {
        @Override
        public List<String> arguments() {
            return List.of("prop");
        }

        @Override
        public boolean isPro() {
            return true;
        }
    }
}
