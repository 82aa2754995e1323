package io.github.imgproxy4j.embedded.internal.options;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.internal.option.OptionSegment;
import io.github.imgproxy4j.option.OptionName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Named lists of options, as imgproxy keeps them on the server. Immutable. */
public final class Presets {
    /** The name of the list that is applied to every path first. */
    static final String DEFAULT = "default";

    public static final Presets NONE = new Presets(Map.of());

    private final Map<String, List<String>> segments;

    private Presets(Map<String, List<String>> segments) {
        this.segments = segments;
    }

    /**
     * Reads definitions; a line that begins with {@code #} is none.
     *
     * @param text {@code card=rs:fill:300:200/q:80,small=w:100}, separated by commas or new lines
     * @throws IllegalArgumentException if a definition is broken or holds an option that is wrong, or the default one that
     *     cannot be done here
     */
    public static Presets parse(String text) {
        Map<String, List<String>> definitions = new LinkedHashMap<>();
        for (String definition : text.split("[,\\n]", -1)) {
            String[] parts = definition.strip().split("=", -1);
            if (definition.isBlank() || definition.strip().startsWith("#")) {
                continue;
            }
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new IllegalArgumentException(
                        "must be definitions of the form NAME=OPTIONS; [" + definition.strip() + "] is not one");
            }
            definitions.put(parts[0].strip(), List.of(parts[1].strip().split("/", -1)));
        }
        Presets presets = new Presets(definitions);
        presets.check();
        return presets;
    }

    Set<String> names() {
        return segments.keySet();
    }

    /** The options of a preset, one a segment. */
    Optional<List<String>> find(String name) {
        return Optional.ofNullable(segments.get(name));
    }

    @Override
    public String toString() {
        return String.join(",", segments.keySet());
    }

    /** What is to be said about presets that hold what imgproxy can and this processor cannot; empty for nothing. */
    public String remark() {
        List<String> refused = new ArrayList<>();
        segments.forEach((name, options) ->
                options.stream().filter(this::cannotBeDone).forEach(option -> refused.add(option + " in " + name)));
        return refused.isEmpty()
                ? ""
                : "holds " + String.join(", ", refused)
                        + ", which the embedded processor cannot do; it refuses paths with" + " these presets";
    }

    /** Whether imgproxy can do an option, and this processor cannot; a preset that leads to such a one is such a one. */
    private boolean cannotBeDone(String option) {
        return cannotBeDone(option, new HashSet<>());
    }

    private boolean cannotBeDone(String option, Set<String> seen) {
        OptionSegment parts = OptionSegment.of(option, OptionReader.SEPARATOR);
        if (parts == null) {
            return false;
        }
        if (OptionName.of(parts.name()) != OptionName.PRESET) {
            return OptionReader.refuses(parts.name());
        }
        return parts.arguments().stream()
                .filter(seen::add)
                .flatMap(name -> segments.getOrDefault(name, List.of()).stream())
                .anyMatch(inner -> cannotBeDone(inner, seen));
    }

    /**
     * Whether a path may use what a preset holds is decided for each path, and so is what cannot be done here. But with
     * such a default there would be no image at all.
     */
    private void check() {
        List<String> problems = new ArrayList<>();
        segments.forEach((name, options) -> {
            for (String option : options) {
                if (!cannotBeDone(option) || name.equals(DEFAULT)) {
                    check(name, option, problems);
                }
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("must contain only supported options; " + String.join("; ", problems));
        }
    }

    private void check(String preset, String option, List<String> problems) {
        try {
            new OptionReader(new PathRules(this, true, true, Clock.systemUTC())).read(option);
        } catch (ProcessingException refusal) {
            problems.add(preset + ": " + refusal.getMessage());
        }
    }
}
