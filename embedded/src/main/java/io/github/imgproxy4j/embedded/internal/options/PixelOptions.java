package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.raster.Rgb;
import java.util.Arrays;

/** Reads the options that change pixels, and what goes along with them. Stateless. */
final class PixelOptions {
    private PixelOptions() {}

    static void background(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        if (arguments.size() == 3) {
            options.background = new Rgb(
                    arguments.wholeNumber(0, 0, 255),
                    arguments.wholeNumber(1, 0, 255),
                    arguments.wholeNumber(2, 0, 255));
        } else if (arguments.size() == 1) {
            options.background = arguments.has(0) ? arguments.hexColour(0) : null;
        } else {
            throw arguments.wrong("takes a hex colour or red, green and blue");
        }
    }

    static void blur(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        Filters before = options.filters;
        options.filters = new Filters(arguments.decimalFromZero(0), before.sharpen(), before.pixelate());
    }

    static void sharpen(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        Filters before = options.filters;
        options.filters = new Filters(before.blur(), arguments.decimalFromZero(0), before.pixelate());
    }

    static void pixelate(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        Filters before = options.filters;
        options.filters = new Filters(before.blur(), before.sharpen(), arguments.wholeNumber(0, 0, Integer.MAX_VALUE));
    }

    /** Two more arguments are allowed and mean nothing, as in imgproxy. */
    static void watermark(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(7);
        WatermarkPlace before = options.watermark;
        double opacity = arguments.decimal(0);
        if (opacity < 0 || opacity > 1) {
            throw arguments.wrong("needs an opacity from 0 to 1");
        }
        boolean tiled = arguments.has(1) ? arguments.text(1).equals("re") : before.tiled();
        Gravity.Anchor position = arguments.has(1) && !tiled ? watermarkPosition(arguments) : before.position();
        options.watermark = new WatermarkPlace(
                opacity,
                position,
                tiled,
                arguments.has(2) ? arguments.decimal(2) : before.x(),
                arguments.has(3) ? arguments.decimal(3) : before.y(),
                arguments.has(4) ? arguments.positiveDecimal(4) : before.scale());
    }

    private static Gravity.Anchor watermarkPosition(Arguments arguments) throws ProcessingException {
        return Arrays.stream(Gravity.Anchor.values())
                .filter(candidate -> candidate != Gravity.Anchor.FOCUS_POINT && candidate != Gravity.Anchor.SMART)
                .filter(candidate -> candidate.code().equals(arguments.text(1)))
                .findFirst()
                .orElseThrow(() -> arguments.wrong("needs a direction or re as its position"));
    }

    static void stripMetadata(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.stripMetadata = arguments.flag(0);
    }

    static void keepCopyright(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.keepCopyright = arguments.flag(0);
    }

    static void stripColourProfile(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
        options.stripColourProfile = arguments.flag(0);
    }

    /** Of the sources that are read here none has a thumbnail that imgproxy would take. */
    static void enforceThumbnail(ProcessingOptions options, Arguments arguments) throws ProcessingException {
        arguments.atMost(1);
    }
}
