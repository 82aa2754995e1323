package io.github.imgproxy4j.cli.doctor.environment;

import io.github.imgproxy4j.internal.text.NearNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** All names that imgproxy has or had. */
final class VariableCatalog {
    private static final String RESOURCE = "imgproxy-variables.txt";

    /** Half of the words, and a little less because of rounding. */
    private static final double LEAST_LIKENESS = 0.49;

    private final Map<String, Variable> variables = new TreeMap<>();

    VariableCatalog() {
        try (InputStream resource =
                        Objects.requireNonNull(VariableCatalog.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Variable::of)
                    .forEach(variable -> variables.put(variable.name(), variable));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
        }
    }

    Optional<Variable> find(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    int size() {
        return variables.size();
    }

    /**
     * The most similar name, by its letters or by its words.
     *
     * @param value which the variable has to allow; empty if it is not known
     */
    Optional<String> nearest(String name, String value) {
        List<String> names = variables.values().stream()
                .filter(variable -> variable.isRead()
                        && (value.isEmpty() || variable.brokenRule(value).isEmpty()))
                .map(Variable::name)
                .toList();
        String near = NearNames.nearest(name, names);
        return near != null ? Optional.of(near) : mostWords(name, names);
    }

    private static Optional<String> mostWords(String name, List<String> names) {
        List<String> words = words(name);
        String best = null;
        double most = LEAST_LIKENESS;
        for (String candidate : names) {
            List<String> others = words(candidate);
            double common = words.stream().filter(others::contains).count();
            double likeness = 2 * common / (words.size() + others.size());
            if (likeness > most) {
                most = likeness;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<String> words(String name) {
        return List.of(name.replaceFirst("^IMGPROXY_", "").split("_", -1));
    }
}
