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
 * The formats that the server makes. What it does not make is left out of URLs and markup: a candidate that can only fail
 * stands in the way of the next one. Immutable and thread-safe.
 *
 * @param names one name for each format; null where nothing is known, and everything is taken to be made
 */
public record MadeFormats(@Nullable Set<String> names) {
    public static final MadeFormats UNKNOWN = new MadeFormats(null);

    /**
     * Known formats.
     *
     * @throws ImgproxyException naming each that is none, or if there are none at all
     */
    public static MadeFormats of(Collection<String> names) {
        Problems refusals = new Problems();
        if (names.isEmpty()) {
            refusals.add("formats [] must name at least one");
        }
        names.forEach(name -> refusals.attempt(() -> Format.checked("formats", name)));
        refusals.enforce();
        return new MadeFormats(names.stream().map(MadeFormats::oneName).collect(Collectors.toUnmodifiableSet()));
    }

    private static String oneName(String name) {
        return name.equals("jpeg") ? "jpg" : name;
    }

    public boolean include(String name) {
        return names == null || names.contains(oneName(name));
    }

    /** Of some formats those that are made, in the same order. */
    public List<String> among(List<String> wanted) {
        return names == null ? wanted : wanted.stream().filter(this::include).toList();
    }

    /** Of the formats that browsers show those that are not made, in alphabetical order. */
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>(MediaTypes.FORMATS);
        missing.removeIf(this::include);
        return missing;
    }

    /** Options without those that ask for a format that is not made. */
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
