package io.github.imgproxy4j.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the pages can be read and used at every width; leaves pictures of them in {@code target/screenshots}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksBrowserIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<Integer> WIDTHS = List.of(360, 390, 800, 1280);
    private static final String OVERFLOW =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private Chromium chromium;
    private DemoServer server;

    @BeforeAll
    void start() throws Exception {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        server = JettyServer.onLoopback(Map.of());
        server.start();
        Visitor visitor = new Visitor(server.url());
        for (Element picture : visitor.pictures("/jsp").subList(0, 9)) {
            visitor.bytes(picture.attr("data-imgproxy-src"));
        }
    }

    @AfterAll
    void stop() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jsp", "thymeleaf", "spa", "inspector", "photo/lighthouse.jpg"})
    void everyPageFitsEveryWidthInLightAndDark(String path) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : WIDTHS) {
                try (Visit visit = visit(width, scheme).open(server.url().resolve(path))) {
                    visit.seeEverything();
                    assertThat((int) visit.page().evaluate(OVERFLOW)).as(path + width).isZero();
                    assertThat(visit.complaints()).isEmpty();
                    photograph(visit.page(), path, width, scheme);
                }
            }
        }
    }

    private static void photograph(Page page, String path, int width, ColorScheme scheme) {
        String name = path.isEmpty() ? "index" : path.replace('/', '-');
        page.evaluate("() => scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
    }

    @Test
    void theKeyboardSkipsToTheContent() {
        try (Visit visit = visit(800, ColorScheme.LIGHT).open(server.url().resolve("spa"))) {
            Page page = visit.page();
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            assertThat(page.locator(".skip")).isInViewport();
            page.keyboard().press("Enter");
            assertThat(page.locator("main")).isFocused();
        }
    }

    @Test
    void theSinglePageAppFindsImages() {
        try (Visit visit = visit(800, ColorScheme.LIGHT).open(server.url().resolve("spa"))) {
            Page page = visit.page();
            page.getByLabel("Find").fill("lighthouse");
            assertThat(page.locator(".gallery li:visible")).hasCount(1);
            assertThat(page.locator("output")).hasText("1 found");
            page.locator(".gallery li:visible a").click();
            assertThat(page.locator("h1")).hasText("Lighthouse at dusk");
        }
    }

    @Test
    void theInspectorFollowsAndPurges() throws Exception {
        try (DemoServer fresh = JettyServer.onLoopback(Map.of());
                Visit visit = visit(1440, ColorScheme.LIGHT)) {
            fresh.start();
            Visitor other = new Visitor(fresh.url());
            visit.open(fresh.url().resolve("inspector"));
            Page page = visit.page();
            String before = page.locator("#requests").innerText();
            other.bytes(other.pictures("/jsp").get(3).attr("data-imgproxy-src"));
            assertThat(page.locator("#requests")).not().hasText(before);
            assertThat(page.locator("#store")).not().hasText("0");

            page.getByText("Purge everything…").click();
            page.locator("#purge button[type=submit]").click();

            assertThat(page.locator("[role=status]")).hasText("Purged.");
            assertThat(page.locator("#store")).hasText("0");
            assertThat(page.locator("#live-variants .empty")).isVisible();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private Visit visit(int width, ColorScheme scheme) {
        return new Visit(chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme)));
    }
}
