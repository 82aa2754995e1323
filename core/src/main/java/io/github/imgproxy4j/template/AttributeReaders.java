package io.github.imgproxy4j.template;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.html.WrittenAttributes;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.option.ResizingType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Parses the image attributes of a template and passes them to an {@link ImageBuilder}. */
final class AttributeReaders {
    static final String FORMATS = "formats";

    /**
     * In imgproxy a later option overrides an earlier one, so in this order an attribute overrides a preset, and
     * {@code options} overrides everything.
     */
    private static final Map<String, BiConsumer<ImageBuilder, String>> READERS = readers();

    /** The names, in the order in which they apply. */
    static final List<String> NAMES = List.copyOf(READERS.keySet());

    private static final List<BiConsumer<ImageBuilder, String>> IN_ORDER = List.copyOf(READERS.values());

    private static final Map<String, Integer> INDEXES = indexes();

    private static final int MOST_DIGITS = 9;

    private AttributeReaders() {}

    private static Map<String, Integer> indexes() {
        Map<String, Integer> indexes = new HashMap<>();
        for (String name : NAMES) {
            indexes.put(name, indexes.size());
        }
        return indexes;
    }

    /** The place of an attribute in {@link #NAMES}; negative for other attributes. */
    static int indexOf(String name) {
        Integer index = INDEXES.get(name);
        return index == null ? -1 : index;
    }

    /**
     * Reads the value of one attribute.
     *
     * @param index its place in {@link #NAMES}
     * @throws ImgproxyException naming the attribute, the value as it was written, and the rule
     */
    static void apply(ImageBuilder image, int index, String value) {
        try {
            IN_ORDER.get(index).accept(image, value);
        } catch (ImgproxyException refused) {
            throw named(NAMES.get(index), value, refused);
        }
    }

    /** The message of an option may show the parsed value; the author must see the original text. */
    private static ImgproxyException named(String name, String value, ImgproxyException refused) {
        String message = String.valueOf(refused.getMessage());
        String written = "[" + value + "]";
        if (message.startsWith(name + " " + written)) {
            return refused;
        }
        boolean ofWholeValue = message.startsWith(written);
        return new ImgproxyException(name + " " + (ofWholeValue ? message : written + ": " + message), refused);
    }

    private static Map<String, BiConsumer<ImageBuilder, String>> readers() {
        Map<String, BiConsumer<ImageBuilder, String>> readers = new LinkedHashMap<>();
        readers.put("preset", ImageBuilder::preset);
        readers.put("resize", AttributeReaders::resize);
        readers.put("size", arguments("s"));
        readers.put("crop", arguments("c"));
        readers.put("gravity", AttributeReaders::gravity);
        readers.put("enlarge", (image, value) -> image.enlarge(flag(value)));
        readers.put("extend", (image, value) -> image.extend(flag(value)));
        readers.put("padding", arguments("pd"));
        readers.put("trim", arguments("t"));
        readers.put("rotate", (image, value) -> image.rotate(wholeNumber(value)));
        readers.put("blur", (image, value) -> image.blur(number(value)));
        readers.put("sharpen", (image, value) -> image.sharpen(number(value)));
        readers.put("watermark", arguments("wm"));
        readers.put("quality", (image, value) -> image.quality(wholeNumber(value)));
        readers.put("background", ImageBuilder::background);
        readers.put("dpr", (image, value) -> image.dpr(number(value)));
        readers.put("cachebuster", ImageBuilder::cachebuster);
        readers.put("expires", arguments("exp"));
        readers.put("options", ImageBuilder::options);
        readers.put("format", ImageBuilder::format);
        readers.put("densities", (image, value) -> image.densities(numbers(list(value))));
        readers.put("widths", AttributeReaders::widths);
        readers.put("ladder", AttributeReaders::ladder);
        readers.put(WrittenAttributes.SIZES, ImageBuilder::sizes);
        readers.put(FORMATS, (image, value) -> image.formats(list(value).toArray(String[]::new)));
        return readers;
    }

    /** The arguments of one option, in the syntax of a path. */
    private static BiConsumer<ImageBuilder, String> arguments(String option) {
        return (image, value) -> {
            if (value.contains("/")) {
                throw new ImgproxyException("[" + value + "] must be the arguments of one option, separated by colons");
            }
            image.addAll(ProcessingOption.parse(option + ":" + value));
        };
    }

    private static void resize(ImageBuilder image, String value) {
        String[] parts = value.split(":", -1);
        if (parts.length != 3) {
            throw new ImgproxyException("[" + value + "] must be TYPE:WIDTH:HEIGHT, such as fill:300:200");
        }
        image.resize(ResizingType.ofWord(parts[0]), wholeNumber(parts[1]), wholeNumber(parts[2]));
    }

    private static void gravity(ImageBuilder image, String value) {
        List<String> parts = Arrays.asList(value.split(":", -1));
        image.gravity(parts.get(0), numbers(parts.subList(1, parts.size())));
    }

    private static void widths(ImageBuilder image, String value) {
        List<String> parts = list(value);
        int[] widths = new int[parts.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = wholeNumber(parts.get(i));
        }
        image.widths(widths);
    }

    private static void ladder(ImageBuilder image, String value) {
        String[] parts = value.split(":", -1);
        if (parts.length != 3) {
            throw new ImgproxyException("[" + value + "] must be MINIMUM:MAXIMUM:WASTE, such as 320:1280:0.3");
        }
        image.widthLadder(wholeNumber(parts[0]), wholeNumber(parts[1]), number(parts[2]));
    }

    private static List<String> list(String value) {
        String[] parts = value.split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].strip();
        }
        return Arrays.asList(parts);
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ImgproxyException("[" + value + "] must be true or false");
        };
    }

    private static int wholeNumber(String value) {
        if (!isDigits(value, 0, value.length())) {
            throw new ImgproxyException("[" + value + "] must be a whole number");
        }
        return Integer.parseInt(value);
    }

    private static double[] numbers(List<String> values) {
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(values.get(i));
        }
        return numbers;
    }

    private static double number(String value) {
        if (isDigits(value, 0, value.length())) {
            return Integer.parseInt(value);
        }
        int start = value.startsWith("-") ? 1 : 0;
        int point = value.indexOf('.');
        boolean valid = point < 0
                ? isDigits(value, start, value.length())
                : isDigits(value, start, point) && isDigits(value, point + 1, value.length());
        if (!valid) {
            throw new ImgproxyException("[" + value + "] must be a number");
        }
        return Double.parseDouble(value);
    }

    /** Whether a part of a text is one to nine digits. */
    private static boolean isDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return end > start && end - start <= MOST_DIGITS;
    }
}
