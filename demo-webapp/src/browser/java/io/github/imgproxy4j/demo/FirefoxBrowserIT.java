package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageBuilder;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** What differs between engines: events, srcset, backgrounds, the retry, the back/forward cache; in Firefox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirefoxBrowserIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Firefox firefox;
    private Shop shop;

    @BeforeAll
    void startBrowser() throws Exception {
        firefox = new Firefox();
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    void stopBrowser() throws Exception {
        if (firefox != null) {
            firefox.close();
        }
    }

    @BeforeEach
    void openShop() {
        shop = new Shop();
        firefox.complaints.clear();
    }

    @AfterEach
    void closeShop(TestInfo test) throws Exception {
        try {
            String name = test.getTestMethod().orElseThrow().getName();
            Files.write(SCREENSHOTS.resolve("firefox-" + name + ".png"), firefox.screenshot());
        } finally {
            shop.close();
        }
    }

    @Test
    void cold() throws Exception {
        ImageBuilder lazy = shop.picture("lazy").attribute("loading", "lazy");
        shop.page(html(shop.picture("plain")) + html(shop.picture("dense").densities(1, 2))
                        + shop.picture("formats").formats("avif", "webp").picture().toHtml() + "<p class=\"gap\"></p>"
                        + html(lazy))
                .file("/shop.css", ".gap { height: 5000px }");

        firefox.open(shop.url());
        assertPainted(Shop.PROXIED, "plain", "dense", "formats", "lazy");

        assertThat(shop.askedCache()).hasSize(4).doesNotHaveDuplicates();
        assertThat(shop.askedProxy()).hasSize(4).doesNotHaveDuplicates();
        assertThat(firefox.complaints).isEmpty();
    }

    @Test
    void warmPageWithSixtyImagesRequestsNoneFromTheApp() throws Exception {
        shop.storeEverything();
        shop.page(IntStream.range(0, 60)
                .mapToObj(i -> html(shop.picture("p" + i)))
                .collect(Collectors.joining()));

        firefox.open(shop.url());
        assertPainted(Shop.CACHED, "p0", "p59");

        assertThat(shop.askedCache()).hasSize(60);
        assertThat(shop.askedProxy()).isEmpty();
        assertThat(firefox.complaints).isEmpty();
    }

    @Test
    void upstreamDownShowsTheOriginalOrThePlaceholder() throws Exception {
        shop.proxy = path -> new Shop.Reply(502, Shop.PROXIED, Map.of());
        String last = html(shop.picture("last")).replace("<img ", "<img data-imgproxy-last=\"/original/last.jpg\" ");
        shop.page("<div data-imgproxy-placeholder=\"/placeholder.png\">" + last
                + html(shop.picture("nothing").densities(1, 2)) + "</div>");

        firefox.open(shop.url());
        assertPainted(Shop.ORIGINAL, "last");
        assertPainted(Shop.PLACEHOLDER, "nothing");

        assertThat(shop.askedProxy().stream().filter(line -> line.startsWith("GET ")))
                .hasSize(2);
    }

    @Test
    void aBusyProxyIsAskedOnceMore() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        shop.proxy = path -> requests.getAndIncrement() < 2
                ? new Shop.Reply(503, Shop.PROXIED, Map.of("Retry-After", "0"))
                : new Shop.Reply(200, Shop.PROXIED, Map.of());
        ImageBuilder picture = shop.picture("busy");
        shop.page(html(picture));

        firefox.open(shop.url());
        assertPainted(Shop.PROXIED, "busy");

        String proxy = picture.urls().proxy();
        assertThat(shop.askedProxy()).containsExactly("GET " + proxy, "HEAD " + proxy, "GET " + proxy);
    }

    @Test
    void aFormatThatTheProxyCannotMakeMovesThePictureToTheNextSource() throws Exception {
        shop.proxy = Shop.without("avif");
        ImageBuilder picture = shop.picture("formats").densities(1, 2).formats("avif", "webp");
        shop.page(picture.picture().toHtml());

        firefox.open(shop.url());
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

        firefox.open(shop.url());
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

        firefox.open(shop.url());
        assertPainted(Shop.ORIGINAL, "module");

        assertThat(gets()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aProxyThatMakesNothingEndsWithTheLastResortByTheHandlerAloneAsWell() throws Exception {
        shop.proxy = path -> new Shop.Reply(422, Shop.PROXIED, Map.of());
        shop.inlinePage(lastOf(shop.inlinePicture("handler")));

        firefox.open(shop.url());
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
    void backgrounds() throws Exception {
        ImageBuilder missing = shop.picture("missing");
        ImageBuilder sheet = shop.picture("sheet");
        shop.page("<div id=\"missing\" data-imgproxy-cached=\"" + missing.urls().cached()
                + "\" data-imgproxy-background=\"" + missing.urls().proxy() + "\"></div>"
                + "<div id=\"sheet\" data-imgproxy-background='image-set(\"" + sheet.urls().proxy()
                + "\" 1x, \"/img/never\" 2x)'></div>");
        shop.file(
                "/shop.css",
                "div { width: 120px; height: 80px }"
                        + "#sheet { background-image: image-set(url(" + sheet.urls().cached() + ") 1x, url("
                        + sheet.urls().cached() + "-2) 2x) }");

        firefox.open(shop.url());
        assertPainted(Shop.PROXIED, "missing", "sheet");

        assertThat(shop.askedProxy()).hasSize(2).noneMatch(line -> line.endsWith("/img/never"));
    }

    @Test
    void anImageThatFailsWhileThePageIsInTheBackForwardCacheMoves() throws Exception {
        ImageBuilder away = shop.picture("away");
        shop.storeEverything();
        shop.page(html(shop.picture("here")));
        shop.file("/other.html", Shop.page("", "elsewhere"));
        firefox.open(shop.url());
        assertPainted(Shop.CACHED, "here");
        firefox.evaluate("addEventListener('pageshow', (event) => window.persisted = event.persisted);"
                + "addEventListener('pagehide', () => { const img = document.getElementById('here');"
                + " img.setAttribute('data-imgproxy-src', '" + away.urls().proxy() + "');"
                + " img.src = '/gone/1'; })");
        firefox.open(shop.url().resolve("other.html"));

        firefox.back();
        assertPainted(Shop.PROXIED, "here");

        assertThat(firefox.evaluate("window.persisted").asBoolean()).isTrue();
    }

    private static String html(ImageBuilder picture) {
        return picture.img().toHtml();
    }

    /** Waits for the colour: what the browser has decided is painted a little later. */
    private void assertPainted(Color color, String... ids) throws Exception {
        for (String id : ids) {
            long end = System.nanoTime() + PATIENCE_NANOS;
            Color painted = firefox.center(id);
            while (!painted.equals(color) && System.nanoTime() < end) {
                painted = firefox.center(id);
            }
            assertThat(painted).as(id).isEqualTo(color);
        }
    }
}
