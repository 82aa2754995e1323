package io.github.imgproxy4j.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The recipes of the documentation: their snippets, the data they use, and the HTML that each must yield. */
public final class Recipes {
    /** The headings, the same on the page of every template language. */
    public static final List<String> HEADINGS = List.of(
            "Avatar",
            "Card grid",
            "Hero",
            "Art direction",
            "Background",
            "Lazy list",
            "LCP preload",
            "Private image",
            "User upload",
            "E-mail");

    /** The settings that the recipes name. */
    public static final Map<String, String> SETTINGS = Map.of(
            "imgproxy.key", "736563726574",
            "imgproxy.salt", "68656c6c6f",
            "imgproxy.cache-url", "https://images.example.com",
            "imgproxy.proxy-url", "https://shop.example.com/img",
            "imgproxy.presets", "avatar=rs:fill:96:96/q:80, card=rs:fill:480:320/q:80, hero=rs:fill:1440:540/q:80",
            "imgproxy.fallback", "script",
            "imgproxy.script-url", "/webjars/imgproxy4j/auto.js");

    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern EXPECTED = Pattern.compile("(?m)^<!-- (.+) -->$");

    private Recipes() {}

    /** What the snippets call by name. */
    public static Map<String, Object> model() {
        String photos = "https://example.com/photos/";
        return Map.of(
                "nonce", "r4nd0m",
                "user", Map.of("name", "Ann", "photo", photos + "ann.jpg"),
                "photos",
                        List.of(
                                Map.of("url", photos + "cat.jpg", "title", "A cat"),
                                Map.of("url", photos + "dog.jpg", "title", "Dog & \"bone\"")),
                "hero",
                        Map.of(
                                "url",
                                photos + "coast.jpg",
                                "portrait",
                                photos + "lighthouse.jpg",
                                "title",
                                "The coast"),
                "invoice", Map.of("url", "local:///invoices/17.png", "until", 1893456000),
                "upload", Map.of("url", "s3://uploads/4711", "version", "2", "caption", "</p><b>mine</b> & \"yours\""));
    }

    /**
     * The last block under each heading of a page.
     *
     * @param language what stands behind the three backticks
     */
    public static Map<String, String> snippets(Path page, String language) throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        Pattern block = Pattern.compile("(?s)```" + language + "\\n(.*?)```");
        sections(Files.readString(page), HEADING).forEach((heading, text) -> {
            String snippet = "";
            Matcher blocks = block.matcher(text);
            while (blocks.find()) {
                snippet = blocks.group(1);
            }
            snippets.put(heading, snippet);
        });
        return snippets;
    }

    /** The HTML that each recipe yields, by heading; whitespace between elements does not matter. */
    public static Map<String, String> expected() {
        try (InputStream html = Recipes.class.getResourceAsStream("recipes.html")) {
            String text = new String(Objects.requireNonNull(html).readAllBytes(), StandardCharsets.UTF_8);
            return sections(text, EXPECTED);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> sections(String text, Pattern heading) {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher headings = heading.matcher(text);
        String name = null;
        int start = 0;
        while (headings.find()) {
            if (name != null) {
                sections.put(name, text.substring(start, headings.start()));
            }
            name = headings.group(1);
            start = headings.end();
        }
        if (name != null) {
            sections.put(name, text.substring(start));
        }
        return Collections.unmodifiableMap(sections);
    }
}
