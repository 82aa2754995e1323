package io.github.imgproxy4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The test vectors for signing, building and normalising imgproxy paths. */
public final class Vectors {
    private static final JsonNode ROOT = load("vectors.json");

    private Vectors() {}

    /** The vectors of one group, {@code signing} for instance. */
    public static Stream<JsonNode> of(String group) {
        return StreamSupport.stream(ROOT.required(group).spliterator(), false);
    }

    /**
     * Sources as pages and callers give them. Each has one or two of {@code resolved}, what is signed where the base is
     * {@code https://example.com/photos/}; {@code refused}, what the message says without a base, and with one too where
     * there is no {@code resolved}; and {@code untouched}, true where it is printed as it is.
     */
    public static Stream<JsonNode> sources() {
        return StreamSupport.stream(load("sources.json").spliterator(), false);
    }

    private static JsonNode load(String file) {
        try (InputStream json = Vectors.class.getResourceAsStream(file)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
