package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.html.FallbackMode;
import io.github.imgproxy4j.html.WidthLadder;
import io.github.imgproxy4j.option.ResizingType;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsiveMarkupTest {
    private static final String SOURCE = "local:///cat.jpg";

    private final Imgproxy imgproxy = Imgproxy.builder()
            .key("736563726574")
            .salt("68656C6C6F")
            .cacheUrl("https://images.example.com/")
            .build();

    @Test
    void widthsKeepTheRatioOfTheBoxAndShareTheKeyOfTheImageItself() {
        Element img =
                parsed(image(300, 200).widths(300, 600).sizes("50vw").img()).selectFirst("img");

        assertThat(img.attr("srcset"))
                .isEqualTo(image(300, 200).urls().cached() + " 300w, "
                        + image(300, 200).width(600).height(400).urls().cached() + " 600w");
        assertThat(img.attr("src")).isEqualTo(image(300, 200).urls().cached());
        assertThat(img.attr("sizes")).isEqualTo("50vw");
        assertThat(img.attr("width")).isEqualTo("300");
    }

    @Test
    void widthsWithoutABoxSetTheWidthOnlyAndTheLargestServesBrowsersWithoutSrcset() {
        Element img = parsed(imgproxy.image(SOURCE).widths(320, 960, 640).img()).selectFirst("img");

        assertThat(img.attr("src"))
                .isEqualTo(imgproxy.image(SOURCE).width(960).urls().cached());
        assertThat(img.attr("srcset"))
                .contains(imgproxy.image(SOURCE).width(320).urls().cached() + " 320w");
    }

    @Test
    void pictureHasASourceForEachFormatAndTheProxyTwinOfEach() {
        Document page = parsed(image(300, 200)
                .densities(1, 2)
                .formats("avif", "webp")
                .format("jpg")
                .alt("A cat")
                .picture());

        assertThat(page.select("picture > source").eachAttr("type")).containsExactly("image/avif", "image/webp");
        assertThat(page.select("picture > *").last().tagName()).isEqualTo("img");
        for (Element source : page.select("picture > source")) {
            String format = source.attr("type").substring("image/".length());
            assertThat(source.attr("srcset"))
                    .isEqualTo(image(300, 200).format(format).urls().cached() + " 1x, "
                            + image(300, 200).dpr(2).format(format).urls().cached() + " 2x");
            assertThat(source.attr("data-imgproxy-srcset"))
                    .isEqualTo(image(300, 200).format(format).urls().proxy() + " 1x, "
                            + image(300, 200).dpr(2).format(format).urls().proxy() + " 2x");
        }
        assertThat(page.selectFirst("img").attr("src"))
                .isEqualTo(image(300, 200).format("jpg").urls().cached());
    }

    @Test
    void artDirectionComesFirstWithItsOwnSizeAndFormats() {
        Document page = parsed(image(1200, 400)
                .formats("webp")
                .when("(max-width: 600px)", imgproxy.image(SOURCE).resize(ResizingType.FILL, 400, 400))
                .alt("")
                .picture());

        assertThat(page.select("source"))
                .extracting(source -> source.attr("media") + "|" + source.attr("type") + "|" + source.attr("width"))
                .containsExactly("(max-width: 600px)|image/webp|400", "(max-width: 600px)||400", "|image/webp|1200");
    }

    @Test
    void preloadAsksForWhatTheImageWillAskFor() {
        ImageBuilder image =
                imgproxy.image(SOURCE).widths(320, 640).sizes("100vw").formats("avif");
        Element link = parsed(image.preload()).selectFirst("link");
        Element source = parsed(image.picture()).selectFirst("source");

        assertThat(link.attr("rel")).isEqualTo("preload");
        assertThat(link.attr("as")).isEqualTo("image");
        assertThat(link.attr("imagesrcset")).isEqualTo(source.attr("srcset"));
        assertThat(link.attr("imagesizes")).isEqualTo(source.attr("sizes"));
        assertThat(link.attr("type")).isEqualTo("image/avif");
    }

    @Test
    void noneModeHasNoTwinAnywhere() {
        String html = Imgproxy.builder()
                .key("736563726574")
                .salt("68656C6C6F")
                .fallback(FallbackMode.NONE)
                .build()
                .image(SOURCE)
                .formats("webp")
                .picture()
                .toHtml();

        assertThat(html).doesNotContain("imgproxy-src", "onerror", "/img/7", "local");
    }

    @ParameterizedTest
    @CsvSource({"320, 1920, 0.3", "100, 101, 0.01", "1, 4000, 0.9", "500, 500, 0.5", "320, 2560, 0.2"})
    void ladderWastesNoMoreThanToleratedWithTheFewestSteps(int minimum, int maximum, double waste) {
        int[] widths = WidthLadder.widths(minimum, maximum, waste);

        assertThat(widths[0]).isEqualTo(minimum);
        assertThat(widths[widths.length - 1]).isEqualTo(maximum);
        assertThat(Arrays.stream(widths).boxed().toList()).isSorted().doesNotHaveDuplicates();
        for (int i = 1; i < widths.length; i++) {
            double share = 1 - Math.pow((double) (widths[i - 1] + 1) / widths[i], 2);
            assertThat(share).isLessThanOrEqualTo(waste + 0.02);
        }
        double ratio = 1 / Math.sqrt(1 - waste);
        assertThat(minimum * Math.pow(ratio, widths.length - 2)).isLessThan(maximum + 1);
    }

    @Test
    void impossibleRequestsAreRefused() {
        assertThatThrownBy(() -> WidthLadder.widths(0, 10, 0.3)).hasMessageContaining("[0 to 10]");
        assertThatThrownBy(() -> WidthLadder.widths(10, 9, 0.3)).hasMessageContaining("[10 to 9]");
        assertThatThrownBy(() -> WidthLadder.widths(1, 9, 1)).hasMessageContaining("waste [1.0]");
        assertThatThrownBy(() -> WidthLadder.widths(1, 4000, 0.01)).hasMessageContaining("more than 32 widths");
        assertThatThrownBy(() -> imgproxy.image(SOURCE).densities(1).widths(1)).hasMessageContaining("choose one");
        assertThatThrownBy(() -> imgproxy.image(SOURCE).widths(0)).hasMessageContaining("widths [0]");
        assertThatThrownBy(() -> imgproxy.image(SOURCE).formats("heic")).hasMessageContaining("formats [heic]");
        assertThatThrownBy(() -> imgproxy.image(SOURCE).formats("webp", "webp")).hasMessageContaining("must differ");
        assertThatThrownBy(() -> imgproxy.image(SOURCE).when(" ", imgproxy.image(SOURCE)))
                .hasMessageContaining("media [ ]");
    }

    @ParameterizedTest
    @CsvSource({"pd:10, 320, 220", "pd:1:2:3:4, 306, 204", "pd:10:5, 310, 220", "pd::7, 314, 200", "pd:9/pd:, 300, 200"
    })
    void sizeOfAFilledBoxIncludesItsPadding(String padding, String width, String height) {
        assertThat(image(300, 200).options(padding).img().attributes())
                .containsEntry("width", width)
                .containsEntry("height", height);
    }

    @Test
    void theCandidateThatIsTheImageItselfIsTheSameUrl() {
        Element img = parsed(image(300, 200).densities(1, 2).img()).selectFirst("img");

        assertThat(img.attr("srcset")).startsWith(img.attr("src") + " 1x, ");
        assertThat(img.attr("data-imgproxy-srcset")).startsWith(img.attr("data-imgproxy-src") + " 1x, ");
    }

    @Test
    void noCandidatesAreAsIfNoneWereAskedFor() {
        String expected = image(300, 200).img().toHtml();

        assertThat(image(300, 200).widths().img().toHtml()).isEqualTo(expected);
        assertThat(image(300, 200).densities().img().toHtml()).isEqualTo(expected);
        assertThat(imgproxy.image(SOURCE).widths().img().attributes()).doesNotContainKeys("srcset", "sizes");
    }

    @ParameterizedTest
    @CsvSource({"loading, lazy", "loading, eager", "fetchpriority, high", "decoding, async", "id, hero", "data-x, 1"})
    void everyOtherAttributePassesThroughToTheImage(String name, String value) {
        Document picture = parsed(
                image(300, 200).attribute(name, value).formats("avif", "webp").picture());

        assertThat(picture.select("img").eachAttr(name)).containsExactly(value);
        assertThat(picture.select("source").eachAttr(name)).isEmpty();
    }

    private ImageBuilder image(int width, int height) {
        return imgproxy.image(SOURCE).resize(ResizingType.FILL, width, height);
    }

    private static Document parsed(io.github.imgproxy4j.html.Element element) {
        Document page = Jsoup.parseBodyFragment(element.toHtml());
        assertThat(page.body().childNodes()).hasSize(1);
        assertThat(List.of("img", "picture", "link"))
                .contains(page.body().child(0).tagName());
        return page;
    }

    @Test
    void whatIsShownForAMediaQueryIsCopied() {
        ImageBuilder narrow = imgproxy.image(SOURCE).width(100);
        ImageBuilder image = imgproxy.image(SOURCE).when("print", narrow);
        String before = image.picture().toHtml();

        narrow.width(200)
                .alt("other")
                .format("webp")
                .formats("avif")
                .widths(1, 2)
                .attribute("class", "x");

        assertThat(image.picture().toHtml()).isEqualTo(before);
        assertThatThrownBy(() -> image.when("print", null)).hasMessageContaining("image");
    }
}
