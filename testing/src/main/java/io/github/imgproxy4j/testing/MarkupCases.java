package io.github.imgproxy4j.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The one table of images, as attributes and as the HTML that every template language must make of them. */
public final class MarkupCases {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode ROOT = load();

    private MarkupCases() {}

    /** All cases, in the order of the file. */
    public static Stream<MarkupCase> all() {
        return StreamSupport.stream(ROOT.required("cases").spliterator(), false).map(MarkupCases::read);
    }

    /** The case of this name. */
    public static MarkupCase named(String name) {
        return all().filter(markup -> markup.name().equals(name)).findFirst().orElseThrow();
    }

    private static MarkupCase read(JsonNode node) {
        Map<String, String> settings = texts(ROOT.required("settings"));
        settings.putAll(texts(node.path("settings")));
        return new MarkupCase(
                node.required("name").asText(),
                Collections.unmodifiableMap(settings),
                Collections.unmodifiableMap(texts(node.required("attributes"))),
                html(node),
                text(node, "error"));
    }

    /** The handler stands in the file once, so that one line changes when it does. */
    private static @Nullable String html(JsonNode node) {
        String html = text(node, "html");
        return html == null
                ? null
                : html.replace("HANDLER", ROOT.required("handler").asText());
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.has(field) ? node.get(field).asText() : null;
    }

    private static Map<String, String> texts(JsonNode node) {
        return node.isMissingNode()
                ? Map.of()
                : JSON.convertValue(node, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    private static JsonNode load() {
        try (InputStream json = MarkupCases.class.getResourceAsStream("markup-cases.json")) {
            return JSON.readTree(Objects.requireNonNull(json));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * One image. Either {@code html} or {@code error} is set.
     *
     * @param name a fact about the result
     * @param settings by key, {@code imgproxy.fallback}
     * @param attributes unescaped, in the order of the template
     * @param html exactly what is printed
     * @param error what the message says about the attributes
     */
    public record MarkupCase(
            String name,
            Map<String, String> settings,
            Map<String, String> attributes,
            @Nullable String html,
            @Nullable String error) {
        @Override
        public String toString() {
            return name;
        }
    }
}
