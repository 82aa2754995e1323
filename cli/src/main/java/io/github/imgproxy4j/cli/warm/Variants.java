package io.github.imgproxy4j.cli.warm;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variants to be made, each once, and what could not be read to find more. For one thread. */
public final class Variants {
    private final Map<URI, Variant> byProxyUrl = new LinkedHashMap<>();
    private final List<Failure> problems = new ArrayList<>();

    /**
     * Adds one, unless it is there already.
     *
     * @param cached null if it is not known
     */
    public void add(URI proxy, @Nullable URI cached) {
        byProxyUrl.putIfAbsent(proxy, new Variant(proxy, cached));
    }

    /** Says that a page or a list could not be read. */
    void addProblem(URI url, String reason) {
        problems.add(new Failure(url, reason));
    }

    List<Variant> all() {
        return List.copyOf(byProxyUrl.values());
    }

    List<Failure> problems() {
        return problems;
    }
}
