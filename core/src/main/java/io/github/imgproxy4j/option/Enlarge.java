package io.github.imgproxy4j.option;

import java.util.List;

/**
 * {@code el}: whether a source smaller than the box grows.
 *
 * @param allowed false is what imgproxy does by default
 */
public record Enlarge(boolean allowed) implements ProcessingOption {

    @Override
    public String name() {
        return "el";
    }

    @Override
    public List<String> arguments() {
        return List.of(allowed ? "1" : "0");
    }
}
