package io.github.imgproxy4j.option;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Options that nobody thought of. */
public final class RandomOptions {
    private static final List<ProcessingOption> KNOWN =
            OptionTable.rows().stream().map(OptionTable.Row::option).toList();

    private RandomOptions() {}

    /** Up to seven options, each either one of the table or one with a random number. */
    public static List<ProcessingOption> of(Random random) {
        return IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> random.nextBoolean() ? KNOWN.get(random.nextInt(KNOWN.size())) : withNumber(random))
                .toList();
    }

    private static ProcessingOption withNumber(Random random) {
        int pixels = random.nextInt() & Integer.MAX_VALUE;
        // Every magnitude, also those that Java prints with an exponent.
        double number = random.nextDouble() * Math.pow(10, random.nextInt(30) - 15);
        return switch (random.nextInt(6)) {
            case 0 -> new Size(pixels, random.nextInt(9999));
            case 1 -> new Crop(number, pixels, Anchor.focusPoint(random.nextDouble(), random.nextDouble()));
            case 2 -> Watermark.opacity(random.nextDouble()).at(WatermarkPosition.SOUTH, -number, number);
            case 3 -> new Gravity(Anchor.toward(Compass.NORTH, number, -number));
            case 4 -> Trim.threshold(number);
            default -> new Padding(pixels, null, random.nextInt(9), null);
        };
    }
}
