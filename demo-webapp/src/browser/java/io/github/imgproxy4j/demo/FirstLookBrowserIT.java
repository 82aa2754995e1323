package io.github.imgproxy4j.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo teaches at first sight: pages that do not jump, pictures as large as needed, and what that saves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstLookBrowserIT {
    private static final int PHONE = 390;
    private static final String SUM_SHIFTS = "window.shifted = 0; new PerformanceObserver((list) =>"
            + " list.getEntries().forEach((entry) => window.shifted += entry.value))"
            + ".observe({ type: 'layout-shift', buffered: true });";

    /** How wide each picture is laid out, what it could be at least and at most, and what was loaded. */
    private static final String LOADED = """
            async () => Promise.all([...document.querySelectorAll('main img[srcset]')].map(async (img) => {
              const style = getComputedStyle(img);
              const [width, height] = ['width', 'height'].map((name) => Number(img.getAttribute(name)));
              const box = img.getBoundingClientRect();
              const drawn = style.objectFit === 'contain' ? Math.min(box.width, box.height * width / height) : box.width;
              const candidates = [...img.srcset.matchAll(/ ([0-9]+)w/g)].map((match) => Number(match[1]));
              const fits = candidates.filter((candidate) => candidate >= drawn * devicePixelRatio);
              const { headers } = await fetch(img.currentSrc);
              // A drawing has no pixels.
              if (headers.get('Content-Type').startsWith('image/svg')) return [0, 0, 0];
              const bytes = new Image();
              bytes.src = img.currentSrc;
              await bytes.decode();
              // Candidates by density have no width to choose.
              if (!candidates.length) return [Math.round(drawn), bytes.naturalWidth, bytes.naturalWidth];
              const needed = fits.length ? Math.min(...fits) : Math.max(...candidates);
              return [Math.round(drawn), needed, bytes.naturalWidth];
            }))""";

    private static final String INNER_OVERFLOW = "() => [document.documentElement, ...document.querySelectorAll('main *')]"
            + ".filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline'"
            + " && !each.closest('thead, .title'))"
            + ".map((each) => each.tagName + '.' + each.className)";

    private Chromium chromium;
    private DemoServer server;
    private Visitor visitor;

    @BeforeAll
    void start() throws Exception {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        server = JettyServer.onLoopback(Map.of());
        server.start();
        visitor = new Visitor(server.url());
    }

    @BeforeEach
    void emptyTheCache() throws Exception {
        Document inspector = visitor.page("/inspector");
        String token = inspector.select("input[name=token]").first().val();
        assertThat(visitor.post("/inspector", "everything=yes&token=" + token).statusCode())
                .isEqualTo(303);
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
    @CsvSource({
        "'', 390, 1",
        "'', 1280, 1",
        "jsp, 390, 1",
        "jsp, 390, 3",
        "jsp, 1280, 1",
        "thymeleaf, 390, 1",
        "thymeleaf, 1280, 1",
        "spa, 390, 1",
        "spa, 1280, 1",
        "photo/alpine-lake.jpg, 390, 1",
        "photo/alpine-lake.jpg, 1280, 1",
        "photo/full-moon.jpg, 390, 2",
        "photo/full-moon.jpg, 1280, 1",
        "photo/turning-planet.gif, 1280, 2",
    })
    void aColdPageDoesNotJumpAndLoadsNoMoreThanItNeeds(String path, int width, int density) {
        try (Visit visit = visit(width, density, ColorScheme.LIGHT)) {
            visit.open(server.url().resolve(path)).seeEverything();

            assertThat(((Number) visit.page().evaluate("() => window.shifted")).doubleValue())
                    .isZero();
            for (Object each : (List<?>) visit.page().evaluate(LOADED)) {
                List<Integer> drawnNeededLoaded =
                        ((List<?>) each).stream().map(number -> ((Number) number).intValue()).toList();
                assertThat(drawnNeededLoaded.get(2))
                        .as("drawn, needed, loaded: " + drawnNeededLoaded)
                        .isLessThanOrEqualTo(drawnNeededLoaded.get(1));
            }
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsp", "thymeleaf", "spa"})
    void everyCardAndTheSumShowWhatIsSaved(String gallery) throws Exception {
        try (Visit visit = visit(1280, 1, ColorScheme.LIGHT)) {
            visit.open(server.url().resolve(gallery)).seeEverything();
            Page page = visit.page();

            assertThat(page.locator(".totals .count")).hasText("33 of 33 pictures loaded by your browser.");
            assertThat(page.locator(".totals .was")).hasText("11.8 MB");
            assertThat(page.locator(".totals .is")).hasText(Pattern.compile("[0-9]{3} kB"));
            assertThat(page.locator(".totals .share")).hasText(Pattern.compile("9[0-9] %"));
            for (Locator weight : page.locator(".weight").all()) {
                assertThat(weight).hasText(Pattern.compile("[0-9.]+ kB\\s+became [0-9.]+ kB\\s+[0-9]+ % saved"));
            }
        }
        assertThat(visitor.page("/").select(".totals .count").text())
                .isEqualTo("33 of 33 pictures served since the start of the app.");
    }

    @Test
    void theThreeGalleriesLookTheSame() {
        List<Object> looks = List.of("jsp", "thymeleaf", "spa").stream()
                .map(gallery -> {
                    try (Visit visit = visit(1280, 1, ColorScheme.LIGHT)) {
                        visit.open(server.url().resolve(gallery)).seeEverything();
                        return visit.page().evaluate("() => [...document.querySelectorAll('main img, .caption, .totals')]"
                                + ".map((each) => { const box = each.getBoundingClientRect();"
                                + " return [each.className, box.x, box.width, box.height].join(' '); })");
                    }
                })
                .toList();

        assertThat(looks.get(1)).isEqualTo(looks.get(0));
        assertThat(looks.get(2)).isEqualTo(looks.get(0));
    }

    @Test
    void withoutJavaScriptTheServersNumbersAreShown() throws Exception {
        Element picture = visitor.pictures("/jsp").get(1);
        visitor.bytes(picture.attr("data-imgproxy-src"));
        try (Visit visit = new Visit(chromium.browser()
                .newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false)))) {
            visit.open(server.url().resolve("jsp"));

            assertThat(visit.page().locator(".gallery .weight").first()).containsText("% saved");
            visit.open(server.url().resolve("inspector"));
            assertThat(visit.page().locator(".live")).isHidden();
            assertThat(visit.page().locator("#purge")).isHidden();
            visit.page().getByText("Purge everything…").click();
            assertThat(visit.page().locator("#purge")).isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIGHT", "DARK"})
    void theInspectorIsUsableOnAPhone(ColorScheme scheme) throws Exception {
        for (Element picture : visitor.pictures("/jsp").subList(1, 4)) {
            visitor.bytes(picture.attr("src"));
            visitor.bytes(picture.attr("data-imgproxy-src"));
        }
        try (Visit visit = visit(PHONE, 2, scheme)) {
            visit.open(server.url().resolve("inspector")).seeEverything();
            Page page = visit.page();

            assertThat((List<?>) page.evaluate(INNER_OVERFLOW)).isEmpty();
            assertThat(((Number) page.evaluate("() => window.shifted")).doubleValue()).isZero();
            assertThat(page.getByRole(AriaRole.CELL).count())
                    .isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void purgingEverythingAsksFirst() throws Exception {
        Element picture = visitor.pictures("/jsp").get(2);
        visitor.bytes(picture.attr("data-imgproxy-src"));
        try (Visit visit = visit(PHONE, 1, ColorScheme.DARK)) {
            visit.open(server.url().resolve("inspector"));
            Page page = visit.page();
            assertThat(page.locator("#store")).not().hasText("0");

            page.getByText("Purge everything…").click();
            assertThat(page.locator("#purge")).isVisible();
            assertThat(page.locator("#purge")).containsText("1 variants");
            assertThat(page.getByText("Keep it")).isFocused();
            page.keyboard().press("Escape");
            assertThat(page.locator("#purge")).isHidden();
            page.getByText("Purge everything…").click();
            page.getByText("Keep it").click();
            assertThat(page.locator("#purge")).isHidden();
            assertThat(visitor.bytes(picture.attr("src")).statusCode()).isEqualTo(200);

            page.getByText("Purge everything…").click();
            page.locator("#purge button[type=submit]").click();
            assertThat(page.locator("[role=status]")).hasText("Purged.");
            assertThat(visitor.bytes(picture.attr("src")).statusCode()).isEqualTo(404);
        }
    }

    private Visit visit(int width, int density, ColorScheme scheme) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, width == PHONE ? 844 : 900)
                        .setDeviceScaleFactor(density)
                        .setColorScheme(scheme));
        context.addInitScript(SUM_SHIFTS);
        return new Visit(context);
    }
}
