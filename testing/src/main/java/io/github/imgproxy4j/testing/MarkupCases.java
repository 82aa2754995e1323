package io.github.imgproxy4j.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    /** Texts that try to leave the place where they are printed. */
    public static Stream<String> hostileTexts() {
        return StreamSupport.stream(ROOT.required("hostile").spliterator(), false)
                .map(JsonNode::asText);
    }

    /** The text as a page may hold it: characters that HTML forbids are replaced. */
    public static String withoutForbidden(String text) {
        StringBuilder allowed = new StringBuilder();
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE
                                || c == 0xFFFE
                                || c == 0xFFFF
                                || (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r')
                        ? 0xFFFD
                        : c)
                .forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static MarkupCase read(JsonNode node) {
        Map<String, String> settings = texts(ROOT.required("settings"));
        settings.putAll(texts(node.path("settings")));
        return new MarkupCase(
                node.required("name").asText(),
                Kind.valueOf(node.path("kind").asText("img").toUpperCase(Locale.ROOT)),
                Collections.unmodifiableMap(settings),
                Collections.unmodifiableMap(texts(node.required("attributes"))),
                StreamSupport.stream(node.path("sources").spliterator(), false)
                        .map(MarkupCases::texts)
                        .toList(),
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

    /** What is made of an image. */
    public enum Kind {
        /** An {@code <img>}. */
        IMG,
        /** A {@code <picture>}. */
        PICTURE,
        /** A {@code <link rel="preload">}. */
        PRELOAD,
        /** Its URLs, printed by the template as {@link #URL_ATTRIBUTES} says. */
        URL,
        /** The {@code <script>} that loads the JavaScript module. */
        SCRIPT
    }

    /** The attributes of the {@code <a>} that a template prints for {@link Kind#URL}, with the value that each shows. */
    public static final Map<String, String> URL_ATTRIBUTES = urlAttributes();

    private static Map<String, String> urlAttributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", "cached");
        attributes.put("data-proxy", "proxy");
        attributes.put("data-path", "path");
        attributes.put("data-key", "key");
        attributes.put("data-srcset", "srcset");
        attributes.put("data-proxy-srcset", "proxySrcset");
        return Collections.unmodifiableMap(attributes);
    }

    /**
     * One image. Either {@code html} or {@code error} is set.
     *
     * @param name a fact about the result
     * @param kind what is made of it
     * @param settings by key, {@code imgproxy.fallback}
     * @param attributes unescaped, in the order of the template
     * @param sources the attributes of each {@code <source>} of a picture
     * @param html exactly what is printed
     * @param error what the message says about the attributes
     */
    public record MarkupCase(
            String name,
            Kind kind,
            Map<String, String> settings,
            Map<String, String> attributes,
            List<Map<String, String>> sources,
            @Nullable String html,
            @Nullable String error) {
        @Override
        public String toString() {
            return name;
        }
    }
}
