package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImgproxyException;
import java.util.ArrayList;
import java.util.List;

/**
 * One option of imgproxy's processing URL, {@code rs:fill:300:200}. Immutable; valid from its construction on.
 *
 * <p>Every constructor throws {@link ImgproxyException} for a value that imgproxy would refuse.
 */
public sealed interface ProcessingOption
        permits Resize, Width, Height, Dpr, Enlarge, Gravity, Quality, Background, Format, OtherOption {
    /** The name in the path, {@code rs}. */
    String name();

    /** The arguments as texts, trailing empty ones included. */
    List<String> arguments();

    /** The path segment: the name and the arguments, without trailing empty ones; at least one separator. */
    default String segment() {
        StringBuilder segment = new StringBuilder(name());
        List<String> arguments = arguments();
        int last = arguments.size();
        while (last > 0 && arguments.get(last - 1).isEmpty()) {
            last--;
        }
        if (last == 0) {
            return segment.append(':').toString();
        }
        for (String argument : arguments.subList(0, last)) {
            segment.append(':').append(argument);
        }
        return segment.toString();
    }

    /**
     * An option by name, typed where this library knows the name.
     *
     * @param name short or long, as imgproxy spells it
     * @param arguments null, booleans, numbers or text made of letters, digits and {@code - . _ ~}
     * @throws ImgproxyException if the name or an argument cannot stand in a path
     */
    static ProcessingOption of(String name, Object... arguments) {
        List<String> texts = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            texts.add(Argument.text(name, argument));
        }
        return KnownOptions.typed(new OtherOption(name, texts));
    }

    /**
     * The options of a text such as {@code rs:fill:300:200/q:80}, in order.
     *
     * @throws ImgproxyException naming the first segment that is not an option
     */
    static List<ProcessingOption> parse(String text) {
        List<ProcessingOption> options = new ArrayList<>();
        for (String segment : text.split("/", -1)) {
            String[] parts = segment.split(":", -1);
            if (parts.length < 2) {
                throw new ImgproxyException("options [" + text + "]: [" + segment
                        + "] is not an option; write NAME:ARGUMENT, separated by slashes");
            }
            options.add(of(parts[0], (Object[]) java.util.Arrays.copyOfRange(parts, 1, parts.length)));
        }
        return List.copyOf(options);
    }
}
