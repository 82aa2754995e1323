package io.github.imgproxy4j;

import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.option.ResizingType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * An image described by named texts, as a template gives them: the one translation from attributes to calls of
 * {@link ImageBuilder}, so that every template language yields the same HTML.
 *
 * <p>{@code src} is the source and must be given. The {@link #OPTIONS} shape the variant; they apply in the order of
 * that list, wherever they stand in the template. An empty option is as good as none. Everything else is an attribute
 * of the element and passes through: {@code alt} first, the others in the order given. Names are taken in lower case,
 * as HTML does.
 *
 * <p>Immutable and thread-safe.
 *
 * <pre>{@code
 * ImageAttributes.of(Map.of("src", "local:///cat.jpg", "resize", "fill:300:200", "alt", "A cat")).img(imgproxy);
 * }</pre>
 */
public final class ImageAttributes {
    /** The attribute that holds the source. */
    public static final String SOURCE = "src";

    /** The attribute that holds the alternative text. */
    public static final String ALTERNATIVE_TEXT = "alt";

    /** Later options win in imgproxy, so this order lets an attribute refine a preset and {@code options} refine all. */
    private static final Map<String, BiConsumer<ImageBuilder, String>> READERS = readers();

    /** The names of the attributes that shape the variant, in the order in which they apply. */
    public static final List<String> OPTIONS = List.copyOf(READERS.keySet());

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final Map<String, String> attributes = new LinkedHashMap<>();

    private ImageAttributes(Map<String, String> attributes) {
        attributes.forEach((name, value) -> this.attributes.put(name.toLowerCase(Locale.ROOT), value));
    }

    /**
     * Attributes by name; nothing is checked yet.
     *
     * @param attributes unescaped values in the order of the template
     */
    public static ImageAttributes of(Map<String, String> attributes) {
        return new ImageAttributes(attributes);
    }

    /**
     * The {@code <img>} element.
     *
     * @throws ImgproxyException naming the attribute, its value and the broken rule; a missing {@code alt} is refused,
     *     an empty one marks a decorative image
     */
    public Element img(Imgproxy imgproxy) {
        if (!attributes.containsKey(ALTERNATIVE_TEXT)) {
            throw new ImgproxyException("alt [not set] must be given; alt=\"\" marks a decorative image");
        }
        return image(imgproxy).img();
    }

    /** The builder after all calls. */
    private ImageBuilder image(Imgproxy imgproxy) {
        String source = attributes.getOrDefault(SOURCE, "");
        if (source.isBlank()) {
            throw new ImgproxyException("src [" + source + "] must name the source of the image");
        }
        ImageBuilder image = imgproxy.image(source);
        READERS.forEach((name, reader) -> apply(reader, image, name));
        passThrough(image);
        return image;
    }

    private void apply(BiConsumer<ImageBuilder, String> reader, ImageBuilder image, String name) {
        String value = attributes.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return;
        }
        try {
            reader.accept(image, value);
        } catch (ImgproxyException refused) {
            throw named(name, value, refused);
        }
    }

    /** An option's own message may show the value as it understood it; the author must see what was written. */
    private static ImgproxyException named(String name, String value, ImgproxyException refused) {
        String message = String.valueOf(refused.getMessage());
        String written = "[" + value + "]";
        if (message.startsWith(name + " " + written)) {
            return refused;
        }
        boolean ofWholeValue = message.startsWith(written);
        return new ImgproxyException(name + " " + (ofWholeValue ? message : written + ": " + message), refused);
    }

    private void passThrough(ImageBuilder image) {
        String text = attributes.get(ALTERNATIVE_TEXT);
        if (text != null) {
            image.alt(text);
        }
        attributes.forEach((name, value) -> {
            if (!name.equals(SOURCE) && !READERS.containsKey(name)) {
                image.attribute(name, value);
            }
        });
    }

    private static Map<String, BiConsumer<ImageBuilder, String>> readers() {
        Map<String, BiConsumer<ImageBuilder, String>> readers = new LinkedHashMap<>();
        readers.put("preset", ImageBuilder::preset);
        readers.put("resize", ImageAttributes::resize);
        readers.put("gravity", ImageAttributes::gravity);
        readers.put("enlarge", (image, value) -> image.enlarge(flag(value)));
        readers.put("quality", (image, value) -> image.quality(wholeNumber(value)));
        readers.put("background", ImageBuilder::background);
        readers.put("dpr", (image, value) -> image.dpr(number(value)));
        readers.put("options", ImageBuilder::options);
        readers.put("format", ImageBuilder::format);
        readers.put("densities", (image, value) -> image.densities(numbers(List.of(value.split(",", -1)))));
        return readers;
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

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ImgproxyException("[" + value + "] must be true or false");
        };
    }

    private static int wholeNumber(String value) {
        if (!WHOLE_NUMBER.matcher(value).matches()) {
            throw new ImgproxyException("[" + value + "] must be a whole number");
        }
        return Integer.parseInt(value);
    }

    private static double[] numbers(List<String> values) {
        return values.stream()
                .map(String::strip)
                .mapToDouble(ImageAttributes::number)
                .toArray();
    }

    private static double number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new ImgproxyException("[" + value + "] must be a number");
        }
        return Double.parseDouble(value);
    }
}
