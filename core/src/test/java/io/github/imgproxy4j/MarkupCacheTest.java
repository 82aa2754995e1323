package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.template.ImageAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarkupCacheTest {
    private final Imgproxy imgproxy = Imgproxy.builder()
            .allowUnsigned(true)
            .urlFileNames(true)
            .preset("card", "w:9")
            .build();

    @Test
    void theSameMarkupIsMadeOnce() {
        assertThat(image().picture()).isSameAs(image().picture());
        assertThat(image().img()).isSameAs(image().img());
        assertThat(image().picture().toHtml()).isSameAs(image().picture().toHtml());
    }

    @Test
    void whatTemplatesShowIsCachedOnce() {
        ImageAttributes image = ImageAttributes.of(Map.of("src", "local:///cat.jpg", "densities", "1,2", "alt", ""));
        ImageAttributes source = ImageAttributes.of(Map.of("src", "local:///cat.jpg", "media", "print"));

        assertThat(image.img(imgproxy).get(0)).isSameAs(image.img(imgproxy).get(0));
        assertThat(image.pictureContent(imgproxy)).isSameAs(image.pictureContent(imgproxy));
        assertThat(source.sources(imgproxy)).isSameAs(source.sources(imgproxy));

        assertThat(imgproxy.templateMarkup().size()).isEqualTo(3);
        assertThat(imgproxy.memo().size()).isZero();
    }

    private Stream<Consumer<ImageBuilder>> changes() {
        return Stream.of(
                image -> image.width(9),
                image -> image.preset("card").blur(1),
                image -> image.format("png"),
                image -> image.urlFileName("null"),
                image -> image.widths(100, 200),
                image -> image.densities(1, 3),
                image -> image.widths(100, 200).sizes("50vw"),
                image -> image.formats("webp"),
                image -> image.alt("Another"),
                image -> image.attribute("title", "alt"),
                image -> image.when("print", builder().width(7)),
                image -> image.when("screen", builder().width(7)),
                image -> image.when("print", builder().width(8)),
                image -> image.when(
                        "print", elsewhere().image("local:///cat.jpg").width(7)));
    }

    @Test
    void whateverChangesTheMarkupIsPartOfTheMemory() {
        List<Element> pictures = new ArrayList<>(
                List.of(builder().picture(), builder().img(), builder().preload()));
        pictures.add(builderOf("local:///dog.jpg").picture());
        changes().forEach(change -> {
            ImageBuilder image = builder();
            change.accept(image);
            pictures.add(image.picture());
        });

        assertThat(pictures).doesNotHaveDuplicates();
    }

    @Test
    void orderOfAttributesIsKept() {
        Element first = builder().attribute("id", "a").attribute("title", "b").img();
        Element second = builder().attribute("title", "b").attribute("id", "a").img();

        assertThat(first.toHtml()).isNotEqualTo(second.toHtml());
    }

    @Test
    void furtherCallsOnABuilderDoNotChangeWhatIsCached() {
        ImageBuilder image = builder();
        Element before = image.img();
        image.width(9).alt("Another");

        assertThat(image.img()).isNotEqualTo(before);
        assertThat(builder().img()).isSameAs(before);
    }

    @Test
    void memoryIsBoundedByCount() {
        MarkupCache memo = new MarkupCache();
        for (int i = 0; i < 5 * MarkupCache.MOST_ELEMENTS; i++) {
            get(memo, List.of(i), () -> element("x"));
        }

        assertThat(memo.size()).isBetween(MarkupCache.MOST_ELEMENTS, 2 * MarkupCache.MOST_ELEMENTS);
    }

    @Test
    void memoryIsBoundedByCharacters() {
        MarkupCache memo = new MarkupCache();
        String text = "x".repeat(MarkupCache.MOST_CHARACTERS_OF_ONE / 2);
        for (int i = 0; i < 500; i++) {
            get(memo, List.of(i), () -> element(text));
        }

        assertThat(memo.size()).isBetween(20, 2 * 40);
    }

    @Test
    void oneHugeElementIsNotCached() {
        MarkupCache memo = new MarkupCache();
        get(memo, List.of(1), () -> element("x".repeat(MarkupCache.MOST_CHARACTERS_OF_ONE + 1)));

        assertThat(memo.size()).isZero();
    }

    @Test
    void whatIsAskedForStays() {
        MarkupCache memo = new MarkupCache();
        Element kept = get(memo, List.of("kept"), () -> element("x"));
        for (int i = 0; i < 5 * MarkupCache.MOST_ELEMENTS; i++) {
            get(memo, List.of(i), () -> element("y"));
            assertThat(get(memo, List.of("kept"), () -> element("z"))).isSameAs(kept);
        }
    }

    @Test
    void manyThreadsGetEqualMarkup() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> task = () -> {
                for (int i = 0; i < 3000; i++) {
                    int width = 1 + i % 1500;
                    assertThat(builder().width(width).img())
                            .isEqualTo(other().image("local:///cat.jpg")
                                    .alt("")
                                    .width(width)
                                    .img());
                }
                return 0;
            };
            for (Future<Integer> done : threads.invokeAll(List.of(task, task, task, task))) {
                assertThat(done.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private ImageBuilder image() {
        return builder().densities(1, 2).formats("avif");
    }

    private ImageBuilder builder() {
        return builderOf("local:///cat.jpg");
    }

    private ImageBuilder builderOf(String source) {
        return imgproxy.image(source).alt("");
    }

    private static Imgproxy elsewhere() {
        return Imgproxy.builder().allowUnsigned(true).proxyUrl("/elsewhere").build();
    }

    private static Imgproxy other() {
        return Imgproxy.builder().allowUnsigned(true).build();
    }

    private static Element get(MarkupCache memo, List<Object> state, Supplier<Element> maker) {
        Element known = memo.find(state);
        return known == null ? memo.put(state, maker.get()) : known;
    }

    private static Element element(String value) {
        return new Element("img", Map.of("title", value), List.of());
    }
}
