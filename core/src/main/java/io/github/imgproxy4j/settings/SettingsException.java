package io.github.imgproxy4j.settings;

import java.util.LinkedHashSet;
import java.util.List;

/** Lists all problems of the settings, one line each: the key, the value, the rule, the solution. */
public final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** An exception for one or more problems. */
    public SettingsException(List<String> problems) {
        super("imgproxy4j cannot start:\n  - " + String.join("\n  - ", new LinkedHashSet<>(problems)));
        this.problems = List.copyOf(new LinkedHashSet<>(problems));
    }

    /** The problems, without duplicates, each a sentence without secrets. */
    public List<String> problems() {
        return problems;
    }
}
