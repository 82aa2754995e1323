package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.internal.option.OptionSegment;
import java.util.Arrays;
import java.util.List;

/**
 * A path {@code /OPTIONS/SOURCE} as imgproxy understands it.
 *
 * @param options what to do
 * @param source the URL of the original
 */
public record ImagePath(ProcessingOptions options, String source) {
    /**
     * Reads a canonical path. What is delivered raw needs no format, so its extension is not looked at.
     *
     * @throws ProcessingException if the shape, an option or the source is wrong
     */
    public static ImagePath parse(String path, PathRules rules) throws ProcessingException {
        List<String> segments =
                Arrays.asList(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
        OptionReader reader = new OptionReader(rules);
        reader.readDefaults();
        int index = 0;
        if (rules.onlyPresets()) {
            reader.readPresets(segments.get(index++));
        } else {
            for (String option : OptionSegment.segments(path, OptionReader.SEPARATOR)) {
                reader.read(option);
                index++;
            }
        }
        if (index == 0 && ResizingType.named(segments.get(0)).isPresent()) {
            throw ProcessingException.invalidUrl("the path has imgproxy's old form without option names");
        }
        if (index == segments.size()) {
            throw ProcessingException.invalidUrl("the path has no source");
        }
        SourcePart sourcePart =
                SourcePart.decode(withoutFileName(segments.subList(index, segments.size()), rules.fileNames()));
        if (!sourcePart.extension().isEmpty() && !reader.options().raw) {
            reader.readExtension(sourcePart.extension());
        }
        return new ImagePath(reader.options(), sourcePart.source());
    }

    /** A plain source has a name of its own. */
    private static List<String> withoutFileName(List<String> source, boolean fileNames) {
        boolean named = fileNames && source.size() > 1 && !SourcePart.isPlain(source);
        return named ? source.subList(0, source.size() - 1) : source;
    }
}
