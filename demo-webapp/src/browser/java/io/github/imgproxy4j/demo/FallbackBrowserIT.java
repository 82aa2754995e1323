package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where an image comes from in a real browser when all is well, and when cache, proxy or upstream fail. */
class FallbackBrowserIT extends BrowserShop {
    @Test
    void cold() throws Exception {
        ImageBuilder dense = shop.picture("dense").densities(1, 2);
        ImageBuilder formats = shop.picture("formats").formats("avif", "webp");
        ImageBuilder lazy = shop.picture("lazy").attribute("loading", "lazy");
        shop.page(html(shop.picture("plain")) + html(dense) + formats.picture().toHtml() + "<p class=\"gap\"></p>"
                + html(lazy));
        shop.file("/shop.css", ".gap { height: 5000px }");

        open();
        assertPainted(Shop.PROXIED, "plain", "dense", "formats");
        assertThat(shop.askedProxy()).as("a lazy picture waits").hasSize(3);
        assertPainted(Shop.PROXIED, "lazy");

        assertThat(shop.askedCache()).hasSize(4).doesNotHaveDuplicates();
        assertThat(shop.askedProxy()).hasSize(4).doesNotHaveDuplicates();
        assertThat(events("fallback")).isEqualTo(4);
        assertThat(events("failure")).isZero();
        assertOnlyMissesAreComplainedOf();
    }

    @Test
    void warmPageWithSixtyImagesRequestsNoneFromTheApp() throws Exception {
        shop.storeEverything();
        List<String> names = IntStream.range(0, 60).mapToObj(i -> "p" + i).toList();
        shop.page(names.stream().map(each -> html(shop.picture(each))).collect(Collectors.joining()));

        open();
        assertPainted(Shop.CACHED, "p0", "p30", "p59");
        assertAllComplete(60);

        assertThat(shop.askedCache()).hasSize(60).doesNotHaveDuplicates();
        assertThat(shop.askedProxy()).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void appDown() throws Exception {
        ImageBuilder stored = shop.picture("stored").attribute("loading", "lazy");
        ImageBuilder missing = shop.picture("missing").attribute("loading", "lazy");
        shop.store(stored);
        shop.page("<p class=\"gap\"></p>" + html(stored) + html(missing)).file("/shop.css", ".gap { height: 5000px }");
        open();

        shop.closeApp();
        assertPainted(Shop.CACHED, "stored");
        page.waitForFunction("() => window.failure");

        assertThat(shop.askedCache()).hasSize(2).doesNotHaveDuplicates();
        assertThat(events("fallback")).isEqualTo(1);
        assertThat(events("failure")).isEqualTo(1);
        assertThat(shop.askedProxy()).isEmpty();
    }

    @Test
    void upstreamDownShowsTheOriginalOrThePlaceholder() throws Exception {
        shop.proxy = path -> new Shop.Reply(502, Shop.PROXIED, Map.of());
        String last = html(shop.picture("last")).replace("<img ", "<img data-imgproxy-last=\"/original/last.jpg\" ");
        shop.page("<div data-imgproxy-placeholder=\"/placeholder.png\">" + last
                + html(shop.picture("nothing").densities(1, 2)) + "</div>");

        open();
        assertPainted(Shop.ORIGINAL, "last");
        assertPainted(Shop.PLACEHOLDER, "nothing");

        assertThat(shop.askedProxy()).as("502 is known, and not asked for again").hasSize(2);
        assertThat(events("fallback")).isEqualTo(3);
        assertThat(events("failure")).isEqualTo(1);
        assertThat(complaints).hasSize(4).allMatch(text -> text.contains("status of 404") || text.contains("of 502"));
    }

    @Test
    void aBusyProxyIsAskedOnceMore() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        shop.proxy = path -> requests.getAndIncrement() < 2
                ? new Shop.Reply(503, Shop.PROXIED, Map.of("Retry-After", "0"))
                : new Shop.Reply(200, Shop.PROXIED, Map.of());
        ImageBuilder picture = shop.picture("busy");
        shop.page(html(picture));

        open();
        assertPainted(Shop.PROXIED, "busy");

        String proxy = picture.urls().proxy();
        assertThat(shop.askedProxy()).containsExactly("GET " + proxy, "HEAD " + proxy, "GET " + proxy);
        assertThat(events("failure")).isZero();
    }

    @Test
    void aProxyThatStaysBusyEndsTheChain() throws Exception {
        shop.proxy = path -> new Shop.Reply(503, Shop.PROXIED, Map.of("Retry-After", "0"));
        shop.page(html(shop.picture("busy")));

        open();
        page.waitForFunction("() => window.failure");

        assertThat(shop.askedProxy()).hasSize(3);
    }

    @Test
    void aFormatThatTheProxyCannotMakeMovesThePictureToTheNextSource() throws Exception {
        shop.proxy = Shop.without("avif");
        ImageBuilder picture = shop.picture("formats").densities(1, 2).formats("avif", "webp");
        shop.page(picture.picture().toHtml());

        open();
        assertPainted(Shop.PROXIED, "formats");

        assertThat(gets())
                .hasSize(2)
                .satisfiesExactly(first -> assertThat(first).endsWith(".avif"), second -> assertThat(second)
                        .endsWith(".webp"));
    }

    @Test
    void aFormatThatTheProxyCannotMakeMovesThePictureToTheNextSourceWithTheHandlerAlone() throws Exception {
        shop.proxy = Shop.without("avif", "webp");
        shop.inlinePage(shop.inlinePicture("formats")
                        .densities(1, 2)
                        .formats("avif", "webp")
                        .picture()
                        .toHtml()
                + shop.inlinePicture("jpeg").format("jpg").picture().toHtml());

        open();
        assertPainted(Shop.PROXIED, "formats", "jpeg");

        assertThat(shop.askedProxy().stream().filter(line -> !line.endsWith(".jpg")))
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith(".avif"),
                        second -> assertThat(second).endsWith(".webp"),
                        third -> assertThat(third).doesNotContain("."));
    }

    @Test
    void aProxyThatMakesNothingEndsWithTheLastResort() throws Exception {
        shop.proxy = path -> new Shop.Reply(422, Shop.PROXIED, Map.of());
        shop.page(lastOf(shop.picture("module")));

        open();
        assertPainted(Shop.ORIGINAL, "module");

        assertThat(gets()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aProxyThatMakesNothingEndsWithTheLastResortByTheHandlerAloneAsWell() throws Exception {
        shop.proxy = path -> new Shop.Reply(422, Shop.PROXIED, Map.of());
        shop.inlinePage(lastOf(shop.inlinePicture("handler")));

        open();
        assertPainted(Shop.ORIGINAL, "handler");

        assertThat(gets()).hasSize(3).doesNotHaveDuplicates();
    }

    private List<String> gets() {
        return shop.askedProxy().stream().filter(line -> line.startsWith("GET ")).toList();
    }

    private static String lastOf(ImageBuilder picture) {
        return picture.formats("avif", "webp")
                .picture()
                .toHtml()
                .replace("<img ", "<img data-imgproxy-last=\"/original/last.jpg\" ");
    }

    @Test
    void brokenSourceEndsAfterOneTryOfEach() throws Exception {
        shop.proxy = path -> new Shop.Reply(422, Shop.PROXIED, Map.of());
        shop.page(html(shop.picture("broken").densities(1, 2)));

        open();
        page.waitForFunction("() => window.failure");

        assertThat(shop.askedCache()).hasSize(1);
        assertThat(shop.askedProxy()).hasSize(1);
        assertThat(page.locator("#broken").getAttribute("alt")).isEqualTo("Picture broken");
        assertThat(complaints).hasSize(2);
    }
}
