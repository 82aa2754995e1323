package io.github.imgproxy4j.option;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code fq}: the quality for each format of the result; {@link OptionName#QUALITY} overrides it.
 *
 * <pre>{@code
 * FormatQuality.of("webp", 70).and("avif", 50);
 * }</pre>
 *
 * @param pairs at least one
 */
public record FormatQuality(List<Pair> pairs) implements TypedOption {
    /** Checks the value. */
    public FormatQuality {
        pairs = List.copyOf(pairs);
        Rules.of(OptionName.FORMAT_QUALITY)
                .keep(!pairs.isEmpty(), "", pairs, "must name at least one format")
                .enforce();
    }

    /** The quality of one format. */
    public static FormatQuality of(String format, int percent) {
        return new FormatQuality(List.of(new Pair(format, percent)));
    }

    /** The same with one more format; a later one overrides an earlier one. */
    public FormatQuality and(String format, int percent) {
        List<Pair> more = new ArrayList<>(pairs);
        more.add(new Pair(format, percent));
        return new FormatQuality(more);
    }

    /**
     * The quality of one format.
     *
     * @param format as imgproxy spells it, {@code webp}
     * @param percent 1 to 100; 0 leaves the choice to imgproxy
     */
    public record Pair(String format, int percent) {
        /** Checks both. */
        public Pair {
            Format.checked("format quality", format);
            Rules.of(OptionName.FORMAT_QUALITY).range(format, percent, 0, 100).enforce();
        }
    }

    static FormatQuality read(Arguments arguments) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < arguments.count(); i += 2) {
            pairs.add(new Pair(arguments.text(i), arguments.whole(i + 1)));
        }
        return new FormatQuality(pairs);
    }

    @Override
    public OptionName optionName() {
        return OptionName.FORMAT_QUALITY;
    }

    @Override
    public List<String> arguments() {
        return pairs.stream()
                .flatMap(pair -> Argument.texts(pair.format(), pair.percent()).stream())
                .toList();
    }
}
