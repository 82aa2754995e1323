package io.github.imgproxy4j.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.template.ImageAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TagLibraryDescriptorTest {
    private static final Document DESCRIPTOR = descriptor();

    /** What stands before the options, and whether the formats are one of them. */
    private static final Map<String, List<String>> OWN_ATTRIBUTES = Map.of(
            "img", List.of("src", "alt"),
            "picture", List.of("src", "alt"),
            "source", List.of("media", "src"),
            "preload", List.of("src"),
            "url", List.of("var", "scope", "src"));

    /** Whose values may be collections or moments, which a container would print in its own way. */
    private static final List<String> OF_ANY_TYPE = List.of("expires", "densities", "widths", "formats");

    private static final List<String> WITHOUT_FORMATS = List.of("img", "url");

    static List<Element> tags() {
        return DESCRIPTOR.select("taglib > tag");
    }

    @Test
    void theTagsAreThese() {
        assertThat(tags())
                .extracting(TagLibraryDescriptorTest::name)
                .containsExactly("img", "picture", "source", "preload", "url", "script");
    }

    @Test
    void tagsForImagesListEveryOption() {
        OWN_ATTRIBUTES.forEach((tag, own) -> {
            Stream<String> options = ImageAttributes.OPTIONS.stream()
                    .filter(option -> !option.equals("formats") || !WITHOUT_FORMATS.contains(tag));
            assertThat(names(tag(tag).select("> attribute")))
                    .as(tag)
                    .containsExactlyElementsOf(
                            Stream.concat(own.stream(), options).toList());
        });
        assertThat(names(tag("script").select("> attribute"))).containsExactly("src", "nonce");
    }

    @ParameterizedTest
    @MethodSource("tags")
    void theHandlerHasOneSetterForEachAttribute(Element tag) throws ClassNotFoundException {
        Class<?> handler = Class.forName(tag.select("> tag-class").text());
        TreeSet<String> setters = Arrays.stream(handler.getMethods())
                .filter(method -> method.getDeclaringClass().getPackage().equals(ImgTag.class.getPackage()))
                .map(Method::getName)
                .filter(name -> name.startsWith("set") && !name.equals("setDynamicAttribute"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(setters).isEqualTo(new TreeSet<>(names(tag.select("> attribute"))));
    }

    @Test
    void whatNoTagCanDoWithoutIsRequired() {
        assertThat(tags().stream()
                        .map(tag -> name(tag) + names(tag.select("> attribute:has(> required:contains(true))"))))
                .containsExactly(
                        "img[src, alt]",
                        "picture[src, alt]",
                        "source[media]",
                        "preload[src]",
                        "url[var, src]",
                        "script[]");
    }

    @Test
    void everythingHasADescriptionAndAnExample() {
        assertThat(DESCRIPTOR.select("taglib > description").text()).contains("imgproxy4j.tags", "Example");
        for (Element tag : tags()) {
            assertThat(tag.select("> description").text()).as(name(tag)).isNotEmpty();
            assertThat(tag.select("> example").text()).contains("<imgproxy:" + name(tag));
            assertThat(tag.select("> attribute"))
                    .allSatisfy(attribute -> assertThat(
                                    attribute.select("> description").text())
                            .contains("Example: " + name(attribute) + "=\""))
                    .allSatisfy(attribute -> assertThat(
                                    attribute.select("> type").text())
                            .isEqualTo(
                                    OF_ANY_TYPE.contains(name(attribute)) ? "java.lang.Object" : "java.lang.String"));
        }
    }

    /** An option means the same wherever it stands. */
    @Test
    void anAttributeIsDescribedAlikeInAllTags() {
        for (String option : ImageAttributes.OPTIONS) {
            assertThat(DESCRIPTOR.select("tag > attribute:has(> name)").stream()
                            .filter(attribute -> name(attribute).equals(option))
                            .map(attribute -> attribute.select("> description").text())
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void theDocumentationHasTheSameWords() throws IOException {
        String rows = ImageAttributes.OPTIONS.stream()
                .map(option -> DESCRIPTOR.select("tag > attribute").stream()
                        .filter(attribute -> name(attribute).equals(option))
                        .findFirst()
                        .orElseThrow())
                .map(TagLibraryDescriptorTest::row)
                .collect(Collectors.joining());

        assertThat(Files.readString(Path.of("../docs/attributes.md"))).endsWith("| --- | --- | --- |\n" + rows);
    }

    private static String row(Element attribute) {
        String name = name(attribute);
        String[] parts = attribute.select("> description").text().split(" Example: " + name + "=", 2);
        return "| `" + name + "` | " + parts[0] + " | `" + parts[1].replace("\"", "") + "` |\n";
    }

    @Test
    void functionsNameMethodsThatExist() {
        List<Element> functions = DESCRIPTOR.select("taglib > function");
        assertThat(names(functions)).containsExactly("url", "image", "escape");
        for (Element function : functions) {
            assertThat(function.select("> description").text()).isNotEmpty();
            assertThat(function.select("> example").text()).contains("imgproxy:" + name(function) + "(");
            assertThat(Arrays.stream(Functions.class.getMethods()).map(TagLibraryDescriptorTest::signature))
                    .contains(function.select("> function-signature").text());
        }
    }

    private static String signature(Method method) {
        return method.getReturnType().getName() + " " + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Element tag(String name) {
        return tags().stream().filter(tag -> name(tag).equals(name)).findFirst().orElseThrow();
    }

    private static List<String> names(List<Element> elements) {
        return elements.stream().map(TagLibraryDescriptorTest::name).toList();
    }

    private static String name(Element element) {
        return element.select("> name").text();
    }

    private static Document descriptor() {
        try (InputStream xml = ImgTag.class.getResourceAsStream("/META-INF/imgproxy4j.tld")) {
            return Jsoup.parse(xml, "UTF-8", "", Parser.xmlParser());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
