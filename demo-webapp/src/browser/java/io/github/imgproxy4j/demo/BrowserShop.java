package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.imgproxy4j.ImageBuilder;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** A shop in a real browser under {@code default-src 'self'}: its requests, painted pixels and console. Leaves pictures in {@code target/screenshots}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserShop {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 60_000;

    private static final String COUNT_EVENTS = "for (const type of ['fallback', 'failure'])"
            + " document.addEventListener('imgproxy:' + type, () => window[type] = (window[type] ?? 0) + 1);"
            + " document.addEventListener('securitypolicyviolation',"
            + " (event) => console.error('violation of ' + event.violatedDirective));";

    final List<String> complaints = new ArrayList<>();
    private Chromium chromium;
    Shop shop;
    BrowserContext context;
    Page page;
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

    void newPage(Browser.NewContextOptions options) {
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

    static String html(ImageBuilder picture) {
        return picture.img().toHtml();
    }

    void open() {
        page.navigate(shop.url().toString());
    }

    int events(String type) {
        return ((Number) page.evaluate("type => window[type] ?? 0", type)).intValue();
    }

    void assertAllComplete(int count) {
        assertThat(page.evaluate("() => [...document.images].filter((img) => img.complete && img.naturalWidth).length"))
                .isEqualTo(count);
    }

    /** Waits for the colour: what the browser has decided is painted a little later. */
    void assertPainted(Color color, String... ids) throws IOException {
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

    void assertOnlyMissesAreComplainedOf() {
        assertThat(complaints)
                .allMatch(text -> text.contains("status of 404") && text.contains(shop.bucketUrl() + "/cache/"));
    }
}
