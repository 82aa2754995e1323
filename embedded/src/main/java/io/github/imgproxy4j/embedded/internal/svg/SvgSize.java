package io.github.imgproxy4j.embedded.internal.svg;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * How large an SVG image says it is (SVG 2, 8.2 and 8.6), in pixels at the 72 to the inch that imgproxy counts with.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record SvgSize(int width, int height) {
    private static final Pattern LENGTH =
            Pattern.compile("\\s*(\\d{1,9}(?:\\.\\d{0,9})?|\\.\\d{1,9})(px|pt|pc|in|cm|mm)?\\s*");
    private static final Pattern VIEW_BOX = Pattern.compile("[\\s,]+");

    /** The size, or null if the image has none of its own. */
    public static @Nullable SvgSize of(byte[] svg) throws ProcessingException {
        try {
            XMLStreamReader reader = SvgGuard.reader(new StringReader(SvgGuard.decoded(svg)));
            try {
                reader.nextTag();
                return of(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException malformed) {
            return null;
        }
    }

    private static @Nullable SvgSize of(XMLStreamReader root) {
        double width = pixels(root.getAttributeValue(null, "width"));
        double height = pixels(root.getAttributeValue(null, "height"));
        double[] box = viewBox(root.getAttributeValue(null, "viewBox"));
        if (width == 0 && height == 0) {
            width = box[0];
            height = box[1];
        } else if (width == 0 && box[0] > 0) {
            width = height * box[0] / box[1];
        } else if (height == 0 && box[0] > 0) {
            height = width * box[1] / box[0];
        }
        boolean sensible = Math.min(width, height) >= 0.5 && Math.max(width, height) <= Integer.MAX_VALUE;
        return sensible ? new SvgSize((int) Math.round(width), (int) Math.round(height)) : null;
    }

    /** Width and height, both 0 if they are not known. */
    private static double[] viewBox(@Nullable String text) {
        String[] numbers = text == null ? new String[0] : VIEW_BOX.split(text.strip(), -1);
        double width = numbers.length == 4 ? pixels(numbers[2]) : 0;
        double height = numbers.length == 4 ? pixels(numbers[3]) : 0;
        return width > 0 && height > 0 ? new double[] {width, height} : new double[] {0, 0};
    }

    /** A length, or 0 if it depends on where the image is shown. */
    private static double pixels(@Nullable String text) {
        Matcher length = LENGTH.matcher(text == null ? "" : text);
        if (!length.matches()) {
            return 0;
        }
        double number = Double.parseDouble(length.group(1));
        return number
                * switch (length.group(2) == null ? "px" : length.group(2)) {
                    case "pc" -> 12;
                    case "in" -> 72;
                    case "cm" -> 72 / 2.54;
                    case "mm" -> 72 / 25.4;
                    default -> 1;
                };
    }
}
