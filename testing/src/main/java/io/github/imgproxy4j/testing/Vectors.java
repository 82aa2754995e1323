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
    private static final JsonNode ROOT = load();

    private Vectors() {}

    /** The vectors of one group, {@code signing} for instance. */
    public static Stream<JsonNode> of(String group) {
        return StreamSupport.stream(ROOT.required(group).spliterator(), false);
    }

    private static JsonNode load() {
        try (InputStream json = Vectors.class.getResourceAsStream("vectors.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
