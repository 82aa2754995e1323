package io.github.imgproxy4j.internal.html;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.internal.text.Problems;
import io.github.imgproxy4j.option.Format;
import io.github.imgproxy4j.option.ProcessingOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The formats that the server supports. URLs and markup omit all others, because a candidate that always fails would
 * delay the next one. Immutable and thread-safe.
 *
 * @param names one name for each format; null if they are not known, so that every format is assumed to be supported
 */
public record SupportedFormats(@Nullable Set<String> names) {
    public static final SupportedFormats UNKNOWN = new SupportedFormats(null);

    /**
     * Known formats.
     *
     * @throws ImgproxyException listing each name that is not a format, or if there are none at all
     */
    public static SupportedFormats of(Collection<String> names) {
        Problems refusals = new Problems();
        if (names.isEmpty()) {
            refusals.add("formats [] must name at least one");
        }
        names.forEach(name -> refusals.attempt(() -> Format.checked("formats", name)));
        refusals.enforce();
        return new SupportedFormats(
                names.stream().map(SupportedFormats::oneName).collect(Collectors.toUnmodifiableSet()));
    }

    private static String oneName(String name) {
        return name.equals("jpeg") ? "jpg" : name;
    }

    public boolean include(String name) {
        return names == null || names.contains(oneName(name));
    }

    /** The supported ones among some formats, in the same order. */
    public List<String> among(List<String> wanted) {
        return names == null ? wanted : wanted.stream().filter(this::include).toList();
    }

    /** The formats that browsers support but the server does not, in alphabetical order. */
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>(MediaTypes.FORMATS);
        missing.removeIf(this::include);
        return missing;
    }

    /** The options without those that request an unsupported format. */
    public List<ProcessingOption> withoutOthers(List<ProcessingOption> options) {
        if (names == null) {
            return options;
        }
        List<ProcessingOption> kept = new ArrayList<>(options.size());
        for (ProcessingOption option : options) {
            if (option.parts().stream().noneMatch(this::isOther)) {
                kept.add(option);
            }
        }
        return kept;
    }

    private boolean isOther(ProcessingOption part) {
        return part instanceof Format format && !include(format.extension());
    }
}
