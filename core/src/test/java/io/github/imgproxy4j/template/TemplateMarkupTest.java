package io.github.imgproxy4j.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.HtmlPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the attributes of a template give once more: the same objects, and never those of other attributes. */
class TemplateMarkupTest {
    private final Imgproxy imgproxy =
            Imgproxy.builder().allowUnsigned(true).preset("card", "w:9").build();

    @Test
    void theSameAttributesGiveTheSameMarkup() {
        assertThat(cat().build().img(imgproxy).get(0))
                .isSameAs(cat().build().img(imgproxy).get(0));
        assertThat(HtmlPrinter.print(cat().build().img(imgproxy)))
                .isSameAs(HtmlPrinter.print(cat().build().img(imgproxy)));
        assertThat(HtmlPrinter.printXml(cat().build().img(imgproxy)))
                .isSameAs(HtmlPrinter.printXml(cat().build().img(imgproxy)))
                .endsWith(" />");
        assertThat(picture().build().picture(imgproxy, List.of()).get(0))
                .isEqualTo(picture().build().picture(imgproxy, List.of()).get(0));
        assertThat(picture().build().pictureContent(imgproxy))
                .isSameAs(picture().build().pictureContent(imgproxy));
        assertThat(source().build().sources(imgproxy)).isSameAs(source().build().sources(imgproxy));
    }

    @Test
    void everyAttributeAndTheKindOfMarkupCount() {
        List<List<Element>> all = new ArrayList<>();
        for (ImageAttributes.Builder image : List.of(
                cat(),
                cat().put("alt", "Another"),
                cat().put("src", "local:///dog.jpg"),
                cat().put("preset", "card"),
                cat().put("title", "A"),
                cat().put("title", "B"),
                cat().put("id", "A"),
                cat().put("id", "A").put("title", "B"),
                cat().put("title", "B").put("id", "A"))) {
            all.add(image.build().img(imgproxy));
        }
        all.add(cat().build().pictureContent(imgproxy));
        all.add(cat().build().picture(imgproxy, List.of()));
        all.add(picture().build().pictureContent(imgproxy));

        assertThat(all.stream().map(HtmlPrinter::print).distinct()).hasSize(all.size() - 1);
        assertThat(HtmlPrinter.print(all.get(9))).isEqualTo(HtmlPrinter.print(all.get(0)));
    }

    @Test
    void anotherInstanceHasItsOwnMarkup() {
        Imgproxy other =
                Imgproxy.builder().allowUnsigned(true).proxyUrl("/other").build();

        assertThat(cat().build().img(imgproxy)).isNotEqualTo(cat().build().img(other));
    }

    @Test
    void sourcesOfAPictureAreShownAgain() {
        List<Element> sources = source().build().sources(imgproxy);

        String without = HtmlPrinter.print(picture().build().picture(imgproxy, List.of()));
        String with = HtmlPrinter.print(picture().build().picture(imgproxy, sources));

        assertThat(with).isEqualTo(without.replace("<picture>", "<picture>" + HtmlPrinter.print(sources)));
        assertThat(HtmlPrinter.print(picture().build().picture(imgproxy, List.of())))
                .isEqualTo(without);
    }

    @Test
    void refusedAttributesAreRefusedAgain() {
        ImageAttributes refused = cat().put("quality", "much").build();

        assertThatThrownBy(() -> refused.img(imgproxy)).isInstanceOf(ImgproxyException.class);
        assertThatThrownBy(() -> refused.img(imgproxy)).hasMessage("quality [much] must be a whole number");
    }

    @Test
    void aBuilderGoesOnAfterItHasBuilt() {
        ImageAttributes.Builder builder = cat();
        ImageAttributes before = builder.build();
        int hash = before.hashCode();

        for (int i = 0; i < 20; i++) {
            builder.put("data-" + i, "x");
        }
        builder.put("ALT", "Another");

        assertThat(before).isEqualTo(cat().build()).hasSameHashCodeAs(cat().build());
        assertThat(before.hashCode()).isEqualTo(hash);
        assertThat(builder.build()).isNotEqualTo(before);
        assertThat(HtmlPrinter.print(builder.build().img(imgproxy)))
                .contains("alt=\"Another\"", "data-0=\"x\"", "data-19=\"x\"");
    }

    @Test
    void aNameReplacesItselfInItsPlace() {
        ImageAttributes image =
                cat().put("id", "a").put("title", "b").put("ID", "c").build();

        assertThat(HtmlPrinter.print(image.img(imgproxy)))
                .contains("id=\"c\" title=\"b\"")
                .doesNotContain("\"a\"");
        assertThat(cat().has("alt")).isTrue();
        assertThat(cat().has("title")).isFalse();
    }

    @Test
    void attributesOfAMapAreTheSame() {
        assertThat(ImageAttributes.of(Map.of("SRC", "local:///cat.jpg")))
                .isEqualTo(
                        ImageAttributes.builder().put("src", "local:///cat.jpg").build());
    }

    private static ImageAttributes.Builder cat() {
        return ImageAttributes.builder().put("src", "local:///cat.jpg").put("alt", "A cat");
    }

    private static ImageAttributes.Builder picture() {
        return cat().put("formats", "webp");
    }

    private static ImageAttributes.Builder source() {
        return ImageAttributes.builder().put("src", "local:///dog.jpg").put("media", "print");
    }
}
