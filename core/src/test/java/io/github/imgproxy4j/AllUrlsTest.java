package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.html.Element;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link ImageBuilder#allUrls} are exactly those that the markup names. */
class AllUrlsTest {
    private static final Imgproxy IMGPROXY = Imgproxy.builder()
            .key("01")
            .salt("02")
            .allowSource("local:///")
            .preset("card", "rs:fill:300:200")
            .preset("wide", "rs:fit:1200:0")
            .publicPreset("wide", "640w 1280w webp")
            .build();

    static Stream<ImageBuilder> images() {
        return Stream.of(
                image(),
                image().preset("card"),
                image().preset("card").format("webp"),
                image().preset("card").densities(1, 2, 3),
                image().preset("card").densities(2).formats("avif", "webp"),
                image().widths(320, 640, 960).sizes("50vw"),
                image().preset("card").widths(320, 640).formats("avif", "webp").format("jpg"),
                image().preset("card").formats("avif"),
                image().preset("card").when("(max-width: 600px)", image().width(100)),
                image().densities(1, 2)
                        .formats("webp")
                        .when("print", image().widths(100, 200).formats("avif"))
                        .when("(min-width: 1px)", IMGPROXY.image("data:image/gif;base64,R0lGODlh")),
                IMGPROXY.image("data:image/gif;base64,R0lGODlh").when("print", image().width(10)),
                IMGPROXY.image("data:image/gif;base64,R0lGODlh"));
    }

    @ParameterizedTest
    @MethodSource("images")
    void areThoseOfTheMarkupEachOnce(ImageBuilder image) {
        List<ImageUrls> urls = image.allUrls();

        assertThat(urls).extracting(ImageUrls::cached).doesNotHaveDuplicates().hasSameElementsAs(named(image));
    }

    @Test
    void presetAsOfferedHasTheCandidatesOfAPublicOne() {
        assertThat(image().presetAsOffered("wide").allUrls())
                .extracting(ImageUrls::path)
                .containsExactly(
                        image().preset("wide").format("webp").urls().path(),
                        image().preset("wide").format("webp").width(640).urls().path(),
                        image().preset("wide").format("webp").width(1280).urls().path());
        assertThat(image().presetAsOffered("card").allUrls())
                .extracting(ImageUrls::path)
                .containsExactly(image().preset("card").urls().path());
    }

    private static ImageBuilder image() {
        return IMGPROXY.image("local:///cat.jpg");
    }

    private static Set<String> named(ImageBuilder image) {
        Set<String> named = new LinkedHashSet<>();
        Stream.of(image.img(), image.picture()).forEach(element -> addNamed(element, named));
        named.removeIf(url -> url.startsWith("data:"));
        return named;
    }

    private static void addNamed(Element element, Set<String> named) {
        String src = element.attributes().get("src");
        if (src != null) {
            named.add(src);
        }
        String srcset = element.attributes().get("srcset");
        if (srcset != null && !srcset.startsWith("data:")) {
            Stream.of(srcset.split(", ", -1))
                    .map(candidate -> candidate.split(" ", 2)[0])
                    .forEach(named::add);
        }
        element.children().forEach(child -> addNamed(child, named));
    }
}
