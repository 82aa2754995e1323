package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.github.imgproxy4j.ImageBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The module in a real browser on slow, offline, printed and growing pages, under strict policies, and as a service worker. */
class ModuleBrowserIT extends BrowserShop {
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
    void imagesThatFailedBeforeTheModuleLoadedMove() throws Exception {
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
    void imagesThatAreAddedLaterAndClonesMove() throws Exception {
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
}
