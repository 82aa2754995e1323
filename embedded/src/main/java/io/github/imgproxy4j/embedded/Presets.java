package io.github.imgproxy4j.embedded;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Named lists of options, as imgproxy keeps them on the server. Immutable. */
final class Presets {
    /** The name of the list that is applied to every path first. */
    static final String DEFAULT = "default";

    static final Presets NONE = new Presets(Map.of());

    private final Map<String, List<String>> segments;

    private Presets(Map<String, List<String>> segments) {
        this.segments = segments;
    }

    /**
     * Reads definitions.
     *
     * @param text {@code card=rs:fill:300:200/q:80,small=w:100}, separated by commas or new lines
     * @throws IllegalArgumentException if a definition is broken or holds an option that cannot be done
     */
    static Presets parse(String text) {
        Map<String, List<String>> definitions = new LinkedHashMap<>();
        for (String definition : text.split("[,\\n]", -1)) {
            String[] parts = definition.strip().split("=", -1);
            if (definition.isBlank()) {
                continue;
            }
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new IllegalArgumentException("must be definitions of the form NAME=OPTIONS");
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

    /** Whether a path may use what a preset holds is decided for each path. */
    private void check() {
        List<String> problems = new ArrayList<>();
        for (String name : segments.keySet()) {
            try {
                new OptionReader(new PathRules(this, true, true, Clock.systemUTC())).read("preset:" + name);
            } catch (Refusal refusal) {
                problems.add(name + ": " + refusal.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("must hold options that can be done; " + String.join("; ", problems));
        }
    }
}
