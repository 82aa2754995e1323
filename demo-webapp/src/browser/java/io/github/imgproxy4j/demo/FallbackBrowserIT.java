package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.github.imgproxy4j.ImageBuilder;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * What the module does in a real browser under {@code default-src 'self'}, when all is well and when it is not: the
 * requests, the painted pixels and the console. Leaves pictures in {@code target/screenshots}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FallbackBrowserIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 60_000;
    private static final String COUNT_EVENTS = "for (const type of ['fallback', 'failure'])"
            + " document.addEventListener('imgproxy:' + type, () => window[type] = (window[type] ?? 0) + 1);"
            + " document.addEventListener('securitypolicyviolation',"
            + " (event) => console.error('violation of ' + event.violatedDirective));";

    private final List<String> complaints = new ArrayList<>();
    private Chromium chromium;
    private Shop shop;
    private BrowserContext context;
    private Page page;
    private String name = "";

    @BeforeAll
    void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openShop(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        shop = new Shop();
        complaints.clear();
        newPage(new Browser.NewContextOptions());
    }

    private void newPage(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = chromium.browser().newContext(options.setViewportSize(600, 500));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.addInitScript(COUNT_EVENTS);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
    }

    @AfterEach
    void closeShop() {
        try {
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("fallback-" + name + ".png")));
        } finally {
            context.close();
            context = null;
            shop.close();
        }
    }

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
    void warmWithSixtyPicturesAsksTheAppForNone() throws Exception {
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
    void aFormatThatTheProxyCannotMakeLeavesThePictureToTheNext() throws Exception {
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
    void aFormatThatTheProxyCannotMakeLeavesThePictureToTheNextByTheHandlerAloneAsWell() throws Exception {
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
    void slowNetworkShowsThePageFirst() throws Exception {
        shop.cacheGate = new CountDownLatch(1);
        ImageBuilder stored = shop.picture("stored");
        shop.store(stored);
        shop.page("<h1>Shop</h1>" + html(stored) + html(shop.picture("missing")));
        page.navigate(
                shop.url().toString(),
                new Page.NavigateOptions().setWaitUntil(com.microsoft.playwright.options.WaitUntilState.DOMCONTENTLOADED));
        assertThat(page.locator("h1").isVisible()).isTrue();
        assertThat(page.locator("#stored").boundingBox().width).as("the layout is there").isEqualTo(Shop.WIDTH);

        shop.cacheGate.countDown();
        assertPainted(Shop.CACHED, "stored");
        assertPainted(Shop.PROXIED, "missing");
        assertOnlyMissesAreComplainedOf();
    }

    @Test
    void picturesThatFailedBeforeTheModuleArrivedMove() throws Exception {
        shop.moduleGate = new CountDownLatch(1);
        shop.page(html(shop.picture("early")) + shop.picture("formats").formats("avif").picture().toHtml());
        page.navigate(
                shop.url().toString(),
                new Page.NavigateOptions().setWaitUntil(com.microsoft.playwright.options.WaitUntilState.COMMIT));
        page.waitForFunction("() => document.images.length == 2"
                + " && [...document.images].every((img) => img.complete && !img.naturalWidth)");
        assertThat(shop.askedProxy()).isEmpty();

        shop.moduleGate.countDown();
        assertPainted(Shop.PROXIED, "early", "formats");
        assertThat(shop.askedProxy()).hasSize(2).doesNotHaveDuplicates();
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

    @Test
    void offline() throws Exception {
        shop.page(html(shop.picture("before")) + "<p class=\"gap\"></p>"
                        + html(shop.picture("after").attribute("loading", "lazy")))
                .file("/shop.css", ".gap { height: 5000px }");
        open();
        assertPainted(Shop.PROXIED, "before");

        context.setOffline(true);
        page.locator("#after").scrollIntoViewIfNeeded();
        page.waitForFunction("() => window.failure == 1");

        assertThat(events("fallback")).isEqualTo(2);
        page.locator("#before").scrollIntoViewIfNeeded();
        assertPainted(Shop.PROXIED, "before");
    }

    @Test
    void javaScriptOff() throws Exception {
        newPage(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        ImageBuilder stored = shop.picture("stored");
        shop.store(stored);
        shop.page(html(stored) + html(shop.picture("missing")));

        open();
        assertPainted(Shop.CACHED, "stored");

        assertThat(page.locator("#missing").getAttribute("alt")).isEqualTo("Picture missing");
        assertThat(shop.askedProxy()).isEmpty();
        assertThat(shop.asked).noneMatch(line -> line.contains("/js/"));
    }

    @Test
    void print() throws Exception {
        shop.page(html(shop.picture("first")) + html(shop.picture("second")));
        open();
        assertPainted(Shop.PROXIED, "first", "second");

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertPainted(Shop.PROXIED, "first", "second");
        String pdf = new String(page.pdf(), StandardCharsets.ISO_8859_1);

        assertThat(pdf.split("/Subtype /Image", -1).length - 1).as("pictures on paper").isPositive();
        assertThat(shop.askedProxy()).hasSize(2);
    }

    @Test
    void backgrounds() throws Exception {
        ImageBuilder stored = shop.picture("stored");
        ImageBuilder missing = shop.picture("missing");
        ImageBuilder sheet = shop.picture("sheet");
        ImageBuilder property = shop.picture("property");
        shop.store(stored);
        shop.page("<div id=\"stored\" data-imgproxy-cached=\"" + stored.urls().cached()
                + "\" data-imgproxy-background=\"" + stored.urls().proxy() + "\"></div>"
                + "<div id=\"missing\" data-imgproxy-cached=\"" + missing.urls().cached()
                + "\" data-imgproxy-background=\"" + missing.urls().proxy() + "\"></div>"
                + "<div id=\"sheet\" data-imgproxy-background='image-set(\"" + sheet.urls().proxy()
                + "\" 1x, \"/img/never\" 2x)'></div>"
                + "<div id=\"property\" data-imgproxy-property=\"--photo\" data-imgproxy-cached=\""
                + property.urls().cached() + "\" data-imgproxy-background=\"" + property.urls().proxy()
                + "\"></div>");
        shop.file(
                "/shop.css",
                "div { width: 120px; height: 80px; margin: 4px }"
                        + "#sheet { background-image: image-set(url(" + sheet.urls().cached() + ") 1x, url("
                        + sheet.urls().cached() + "-2) 2x) }"
                        + "#property { background-image: linear-gradient(#0000, #0000), var(--photo) }");

        open();
        assertPainted(Shop.CACHED, "stored");
        assertPainted(Shop.PROXIED, "missing", "sheet", "property");

        assertThat(shop.askedProxy()).hasSize(3).doesNotHaveDuplicates();
        assertThat(shop.askedCache().stream().filter(line -> line.endsWith(missing.urls().key())))
                .as("asked for once where the module sets it")
                .hasSize(1);
        assertOnlyMissesAreComplainedOf();

        page.evaluate("() => { const late = document.getElementById('missing').cloneNode(); late.id = 'late';"
                + " late.style.backgroundImage = ''; late.dataset.imgproxyBackground = '/img/late';"
                + " document.querySelector('main').append(late); }");
        assertPainted(Shop.PROXIED, "late");
        assertThat(shop.askedProxy()).contains("GET /img/late");
    }

    @Test
    void picturesThatComeLaterAndClonesMove() throws Exception {
        shop.page(html(shop.picture("first")));
        open();
        assertPainted(Shop.PROXIED, "first");

        page.evaluate("html => { const main = document.querySelector('main');"
                + " const clone = main.firstChild.cloneNode(); clone.id = 'clone'; main.append(clone);"
                + " const late = new DOMParser().parseFromString(html, 'text/html').body.firstChild;"
                + " main.append(document.adoptNode(late)); }", html(shop.picture("late").densities(1, 2)));
        assertPainted(Shop.PROXIED, "late", "clone");

        assertThat(shop.askedCache()).hasSize(2);
        assertThat(events("fallback")).isEqualTo(2);
    }

    @Test
    void aNonceIsEnoughForAnInlineModuleAndWhatItLoadsLater() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        shop.proxy = path -> requests.getAndIncrement() < 2
                ? new Shop.Reply(503, Shop.PROXIED, Map.of("Retry-After", "0"))
                : new Shop.Reply(200, Shop.PROXIED, Map.of());
        shop.allow("script-src 'nonce-abc'");
        shop.file("/", Shop.page(inline("nonce=\"abc\""), html(shop.picture("picture"))));

        open();
        assertPainted(Shop.PROXIED, "picture");
        assertThat(shop.asked).contains("GET /js/retry.js");
        assertThat(complaints).noneMatch(text -> text.contains("violation"));
    }

    @Test
    void aHashIsEnoughForTheInlinePart() throws Exception {
        String text = inline("").replaceAll("<[^>]*>", "");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        shop.allow("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        shop.file("/", Shop.page(inline(""), html(shop.picture("picture"))));

        open();
        assertPainted(Shop.PROXIED, "picture");
        assertOnlyMissesAreComplainedOf();
    }

    private static String inline(String attributes) {
        return "<script type=\"module\" " + attributes
                + ">import { installFallback } from '/js/fallback.js'; installFallback();</script>";
    }

    @Test
    void aServiceWorkerAsksTheCacheFirst() throws Exception {
        ImageBuilder stored = shop.picture("stored");
        ImageBuilder missing = shop.picture("missing");
        shop.store(stored);
        shop.allow("connect-src 'self' " + shop.bucketUrl());
        shop.file(
                "/sw.js",
                "import { cacheFirst } from '/js/service-worker.js'; cacheFirst({ cacheUrl: '" + shop.bucketUrl()
                        + "/cache' });");
        shop.file("/register.js", "navigator.serviceWorker.register('/sw.js', { type: 'module' });");
        shop.file(
                "/",
                Shop.page(
                        "<script type=\"module\" src=\"/register.js\"></script>",
                        proxyOnly("stored", stored) + proxyOnly("missing", missing)));
        open();
        page.evaluate("() => navigator.serviceWorker.ready");
        shop.asked.clear();

        page.reload();
        assertPainted(Shop.CACHED, "stored");
        assertPainted(Shop.PROXIED, "missing");

        assertThat(shop.askedProxy()).containsExactly("GET " + missing.urls().proxy());
        assertThat(shop.askedCache()).hasSize(2);
    }

    private static String proxyOnly(String id, ImageBuilder picture) {
        return "<img id=\"" + id + "\" alt=\"\" width=\"120\" height=\"80\" src=\""
                + picture.urls().proxy() + "\">";
    }

    private static String html(ImageBuilder picture) {
        return picture.img().toHtml();
    }

    private void open() {
        page.navigate(shop.url().toString());
    }

    private int events(String type) {
        return ((Number) page.evaluate("type => window[type] ?? 0", type)).intValue();
    }

    private void assertAllComplete(int count) {
        assertThat(page.evaluate("() => [...document.images].filter((img) => img.complete && img.naturalWidth).length"))
                .isEqualTo(count);
    }

    /** Waits for the colour: what the browser has decided is painted a little later. */
    private void assertPainted(Color color, String... ids) throws IOException {
        for (String id : ids) {
            Locator element = page.locator("#" + id);
            element.scrollIntoViewIfNeeded();
            long end = System.nanoTime() + (long) (PATIENCE_MILLIS * 1_000_000);
            Color painted = center(element);
            while (!painted.equals(color) && System.nanoTime() < end) {
                page.waitForTimeout(50);
                painted = center(element);
            }
            assertThat(painted).as(id).isEqualTo(color);
        }
    }

    private static Color center(Locator element) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(element.screenshot()));
        return new Color(image.getRGB(image.getWidth() / 2, image.getHeight() / 2));
    }

    private void assertOnlyMissesAreComplainedOf() {
        assertThat(complaints)
                .allMatch(text -> text.contains("status of 404") && text.contains(shop.bucketUrl() + "/cache/"));
    }
}
