package io.github.imgproxy4j.taglib;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class TagLibraryDescriptorTest {
    private final Document descriptor = descriptor();

    @Test
    void listsSourceAlternativeTextAndEveryOption() {
        assertThat(names(descriptor.select("tag > attribute")))
                .containsExactlyElementsOf(Stream.concat(Stream.of("src", "alt"), ImageAttributes.OPTIONS.stream())
                        .toList());
    }

    @Test
    void theHandlerHasOneSetterForEachAttribute() {
        List<String> setters = Arrays.stream(ImgTag.class.getDeclaredMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("set") && !name.equals("setDynamicAttribute"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .toList();

        assertThat(new TreeSet<>(setters)).isEqualTo(new TreeSet<>(names(descriptor.select("tag > attribute"))));
    }

    @Test
    void sourceAndAlternativeTextAreRequired() {
        assertThat(names(descriptor.select("tag > attribute:has(> required:contains(true))")))
                .containsExactly("src", "alt");
    }

    @Test
    void everythingHasADescriptionAndAnExample() {
        assertThat(descriptor.select("taglib > description").text()).contains("imgproxy4j.tags", "Example");
        assertThat(descriptor.select("tag > description")).hasSize(1);
        assertThat(descriptor.select("tag > example").text()).contains("<imgproxy:img");
        assertThat(descriptor.select("tag > attribute"))
                .allSatisfy(attribute -> assertThat(
                                attribute.select("> description").text())
                        .contains("Example: " + name(attribute) + "=\""))
                .allSatisfy(attribute ->
                        assertThat(attribute.select("> type").text()).isEqualTo("java.lang.String"));
    }

    private static List<String> names(List<Element> attributes) {
        return attributes.stream().map(TagLibraryDescriptorTest::name).toList();
    }

    private static String name(Element attribute) {
        return attribute.select("> name").text();
    }

    private static Document descriptor() {
        try (InputStream xml = ImgTag.class.getResourceAsStream("/META-INF/imgproxy4j.tld")) {
            return Jsoup.parse(xml, "UTF-8", "", Parser.xmlParser());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
