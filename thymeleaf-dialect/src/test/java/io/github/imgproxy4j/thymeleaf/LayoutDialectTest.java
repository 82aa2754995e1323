package io.github.imgproxy4j.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import java.util.Map;
import nz.net.ultraq.thymeleaf.layoutdialect.LayoutDialect;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Both dialects in one page: a layout with a header image, a page with a picture and a preload link. */
class LayoutDialectTest {
    private final ImgproxyDialect ours =
            new ImgproxyDialect(Imgproxy.builder().allowUnsigned(true).build());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void imagesOfLayoutAndPageAreRenderedOnceWhicheverDialectIsAddedFirst(boolean layoutFirst) {
        TemplateEngine engine = new TemplateEngine();
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("layout/");
        resolver.setSuffix(".html");
        engine.setTemplateResolver(resolver);
        engine.addDialect(layoutFirst ? new LayoutDialect() : ours);
        engine.addDialect(layoutFirst ? ours : new LayoutDialect());

        Document page = Jsoup.parse(
                engine.process("page", new Context(null, Map.of("photo", "local:///cat.jpg", "title", "A cat"))));

        assertThat(page.title()).isEqualTo("Cats - Shop");
        assertThat(page.select("head link[rel=preload]").attr("href")).startsWith("/img/cache/");
        assertThat(page.select("header img").attr("data-imgproxy-src")).contains("/rs:fit:0:48/");
        assertThat(page.select("main picture > *")).hasSize(4);
        assertThat(page.select("main picture > img").attr("alt")).isEqualTo("A cat");
        assertThat(page.select("footer img").attr("data-imgproxy-src")).contains("/q:40/");
        assertThat(page.select("img")).hasSize(3);
    }

    @Test
    void theTemplatesAreNaturalPages() {
        for (String name : new String[] {"page", "layout"}) {
            Document template = Jsoup.parse(Templates.text("/layout/" + name + ".html"));

            assertThat(template.select("img, source, link[rel=preload]"))
                    .allMatch(
                            element -> element.hasAttr("src") || element.hasAttr("srcset") || element.hasAttr("href"));
        }
    }
}
