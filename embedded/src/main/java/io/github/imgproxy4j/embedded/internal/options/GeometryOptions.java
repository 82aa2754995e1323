package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;
import java.util.Arrays;
import java.util.List;

/** Reads the options that say which part of a source is shown, how large and which way up. Stateless. */
final class GeometryOptions {
    private GeometryOptions() {}

    static void resize(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(8);
        if (arguments.has(0)) {
            resizingType(options, new Arguments(arguments.option(), List.of(arguments.text(0))));
        }
        if (arguments.size() > 1) {
            size(options, arguments.from(1));
        }
    }

    static void size(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(7);
        if (arguments.has(0)) {
            options.width = arguments.wholeNumber(0, 0, Integer.MAX_VALUE);
        }
        if (arguments.has(1)) {
            options.height = arguments.wholeNumber(1, 0, Integer.MAX_VALUE);
        }
        if (arguments.has(2)) {
            options.enlarge = arguments.flag(2);
        }
        if (arguments.has(3)) {
            extend(options, arguments.from(3));
        }
    }

    static void resizingType(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.resizingType = ResizingType.named(arguments.text(0))
                .orElseThrow(() -> arguments.wrong("must be fit, fill, fill-down, force or auto"));
    }

    static void width(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.width = arguments.wholeNumber(0, 0, Integer.MAX_VALUE);
    }

    static void height(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.height = arguments.wholeNumber(0, 0, Integer.MAX_VALUE);
    }

    static void minWidth(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.minWidth = arguments.wholeNumber(0, 0, Integer.MAX_VALUE);
    }

    static void minHeight(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.minHeight = arguments.wholeNumber(0, 0, Integer.MAX_VALUE);
    }

    static void zoom(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(2);
        options.zoomWidth = arguments.positiveDecimal(0);
        options.zoomHeight = arguments.size() > 1 ? arguments.positiveDecimal(1) : options.zoomWidth;
    }

    static void dpr(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.dpr = arguments.positiveDecimal(0);
    }

    static void enlarge(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.enlarge = arguments.flag(0);
    }

    static void extend(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        options.extend = extensionAfter(options.extend, arguments);
    }

    static void extendAspectRatio(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        options.extendAspectRatio = extensionAfter(options.extendAspectRatio, arguments);
    }

    private static Extend extensionAfter(Extend before, Arguments arguments) throws ProcessingException {
        arguments.atMost(4);
        Gravity gravity = arguments.size() > 1 ? gravityAfter(before.gravity(), arguments.from(1)) : before.gravity();
        if (gravity.isSmart()) {
            throw arguments.wrong("has no smart gravity");
        }
        return new Extend(arguments.flag(0), gravity);
    }

    static void crop(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(5);
        Gravity before = options.crop.gravity();
        options.crop = new Crop(
                arguments.decimalFromZero(0),
                arguments.size() > 1 ? arguments.decimalFromZero(1) : options.crop.height(),
                arguments.size() > 2
                        ? gravityAfter(before == null ? Gravity.CENTER : before, arguments.from(2))
                        : before);
    }

    static void gravity(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        options.gravity = gravityAfter(options.gravity, arguments);
    }

    /** Offsets that are not given keep what an earlier option has set, as in imgproxy. */
    private static Gravity gravityAfter(Gravity before, Arguments arguments) throws ProcessingException {
        arguments.atMost(3);
        Gravity.Anchor anchor = Arrays.stream(Gravity.Anchor.values())
                .filter(candidate -> candidate.code().equals(arguments.text(0)))
                .findFirst()
                .orElseThrow(() ->
                        arguments.wrong("must be a direction (no, so, ea, we, noea, nowe, soea, sowe, ce), fp or sm"));
        if (anchor == Gravity.Anchor.SMART) {
            arguments.atMost(1);
            return Gravity.SMART;
        }
        boolean focusPoint = anchor == Gravity.Anchor.FOCUS_POINT;
        if (focusPoint && arguments.size() != 3) {
            throw arguments.wrong("needs x and y from 0 to 1 for a focus point");
        }
        double x = arguments.has(1) ? gravityOffset(focusPoint, arguments, 1) : before.x();
        double y = arguments.has(2) ? gravityOffset(focusPoint, arguments, 2) : before.y();
        return new Gravity(anchor, x, y);
    }

    private static double gravityOffset(boolean focusPoint, Arguments arguments, int index) throws ProcessingException {
        double offset = arguments.decimal(index);
        if (focusPoint && (offset < 0 || offset > 1)) {
            throw arguments.wrong("needs x and y from 0 to 1 for a focus point");
        }
        return offset;
    }

    /** An empty threshold switches trimming off. */
    static void trim(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(4);
        Trim before = options.trim;
        Rgb colour = arguments.has(1) ? arguments.hexColour(1) : null;
        boolean equalAcross = arguments.has(2) ? arguments.flag(2) : before != null && before.equalAcross();
        boolean equalDown = arguments.has(3) ? arguments.flag(3) : before != null && before.equalDown();
        options.trim = arguments.has(0) ? new Trim(arguments.decimal(0), colour, equalAcross, equalDown) : null;
    }

    static void padding(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(4);
        int top = arguments.has(0) ? arguments.wholeNumber(0, 0, Integer.MAX_VALUE) : options.padding.top();
        int right = arguments.has(1) ? arguments.wholeNumber(1, 0, Integer.MAX_VALUE) : top;
        int bottom = arguments.has(2) ? arguments.wholeNumber(2, 0, Integer.MAX_VALUE) : top;
        int left = arguments.has(3) ? arguments.wholeNumber(3, 0, Integer.MAX_VALUE) : right;
        options.padding = new Padding(top, right, bottom, left);
    }

    static void autoRotate(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.autoRotate = arguments.flag(0);
    }

    static void rotate(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        long angle = arguments.wholeNumber(0);
        if (angle % 90 != 0) {
            throw arguments.wrong("must be a multiple of 90");
        }
        options.rotate = (int) (angle % 360);
    }

    static void flip(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(2);
        if (arguments.has(0)) {
            options.flipLeftRight = arguments.flag(0);
        }
        if (arguments.has(1)) {
            options.flipUpDown = arguments.flag(1);
        }
    }
}
