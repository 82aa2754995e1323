package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real browser asks for and paints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GalleriesBrowserIT {
    private static final int HERO_WIDTH = 1280;
    private static final int HERO_HEIGHT = 512;

    /** What four columns in a window of 1280 pixels need. */
    private static final int CARD_WIDTH = 320;

    private static final int CARD_HEIGHT = 213;

    /** The animation has no more pixels, and nothing is enlarged. */
    private static final PixelSize SMALL = new PixelSize(480, 320);

    private Chromium chromium;

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

    @ParameterizedTest
    @CsvSource({"jsp, 1", "jsp, 2", "thymeleaf, 1", "thymeleaf, 2", "spa, 1", "spa, 2"})
    void aColdCacheFallsBackAndAWarmOneNeedsNoUpstream(String gallery, int density, @TempDir Path store)
            throws Exception {
        List<Candidates> candidates;
        try (DemoServer server = started(store, Map.of())) {
            candidates = candidates(server, density);
            assertFirstVisitFallsBack(server, gallery, density, candidates);
            assertVisitStaysOnTheCacheRoute(server, gallery, density, candidates);
        }
        try (DemoServer server = started(store, Map.of("imgproxy.url", "http://127.0.0.1:" + closedPort()))) {
            assertVisitStaysOnTheCacheRoute(server, gallery, density, candidates);
        }
    }

    private void assertFirstVisitFallsBack(
            DemoServer server, String gallery, int density, List<Candidates> candidates) throws IOException {
        try (Visit visit = visit(density).open(server.url().resolve(gallery)).seeEverything()) {
            assertThat(visit.cacheRoute())
                    .containsExactlyInAnyOrderElementsOf(candidates.stream()
                            .map(candidate -> "404 " + candidate.cached())
                            .toList());
            assertThat(visit.proxyRoute())
                    .containsExactlyInAnyOrderElementsOf(candidates.stream()
                            .map(candidate -> "200 " + candidate.proxy())
                            .toList());
            assertThat(visit.pictures().stream().map(Visit.Painted::path))
                    .isEqualTo(candidates.stream().map(Candidates::proxy).toList());
            assertSizes(visit, density);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private void assertVisitStaysOnTheCacheRoute(
            DemoServer server, String gallery, int density, List<Candidates> candidates) throws IOException {
        try (Visit visit = visit(density).open(server.url().resolve(gallery)).seeEverything()) {
            assertThat(visit.cacheRoute())
                    .containsExactlyInAnyOrderElementsOf(candidates.stream()
                            .map(candidate -> "200 " + candidate.cached())
                            .toList());
            assertThat(visit.proxyRoute()).isEmpty();
            assertThat(visit.everything()).allMatch(line -> line.startsWith("200 "));
            assertSizes(visit, density);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** The screen gets as many pixels as it has, and hardly more. */
    private static void assertSizes(Visit visit, int density) throws IOException {
        List<Visit.Painted> pictures = visit.pictures();
        assertThat(pictures).hasSizeGreaterThanOrEqualTo(24);
        for (Visit.Painted picture : pictures) {
            boolean hero = pictures.indexOf(picture) == 0;
            byte[] body = visit.body(picture.path());
            if (body[0] == '<') {
                // A drawing keeps its own size and is sharp in any.
                assertThat(picture.width() * 2).isEqualTo(picture.height() * 3);
                continue;
            }
            PixelSize size = PixelSize.of(body);
            if (density == 2 && size.equals(SMALL)) {
                continue;
            }
            assertThat(size.width()).as(picture.path()).isEqualTo((hero ? HERO_WIDTH : CARD_WIDTH) * density);
            assertThat(size.height())
                    .as(picture.path())
                    .isCloseTo((hero ? HERO_HEIGHT : CARD_HEIGHT) * density, within(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsp", "thymeleaf"})
    void withoutJavaScriptTheHtmlSaysWhereTheImagesAre(String gallery, @TempDir Path store) throws Exception {
        try (DemoServer server = started(store, Map.of());
                Visit visit = new Visit(chromium.browser()
                                .newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false)))
                        .open(server.url().resolve(gallery))) {
            assertThat(visit.page().locator("noscript p").isVisible()).isTrue();
            assertThat(visit.page().locator("noscript p").innerText()).contains("data-imgproxy-src");
            assertThat(visit.proxyRoute()).isEmpty();
            assertThat(visit.everything()).noneMatch(line -> line.endsWith(".js"));
            for (Element picture : new Visitor(server.url()).pictures("/" + gallery)) {
                assertThat(picture.attr("data-imgproxy-src")).startsWith("/img/").doesNotContain("/cache/");
                assertThat(picture.attr("data-imgproxy-srcset")).contains(" 480w, ");
                assertThat(picture.attr("onerror")).contains("imgproxySrc");
            }
        }
    }

    @Test
    void withoutJavaScriptTheSinglePageAppPointsToTheOthers(@TempDir Path store) throws Exception {
        try (DemoServer server = started(store, Map.of());
                Visit visit = new Visit(chromium.browser()
                                .newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false)))
                        .open(server.url().resolve("spa"))) {
            assertThat(visit.page().locator("noscript a").count()).isEqualTo(2);
            assertThat(visit.page().locator("noscript a").first().isVisible()).isTrue();
            assertThat(visit.everything()).noneMatch(line -> line.endsWith(".js") || line.endsWith(".json"));
        }
    }

    private Visit visit(int density) {
        return new Visit(chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setDeviceScaleFactor(density)));
    }

    private static DemoServer started(Path store, Map<String, String> params) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                "imgproxy.key", "0badc0de", "imgproxy.salt", "c0ffee", "imgproxy.store-dir", store.toString()));
        all.putAll(params);
        DemoServer server = JettyServer.onLoopback(all);
        server.start();
        return server;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The URLs from which a browser of this density chooses, in the order of the page. */
    private static List<Candidates> candidates(DemoServer server, int density) throws Exception {
        List<Candidates> candidates = new ArrayList<>();
        for (Element picture : new Visitor(server.url()).pictures("/jsp")) {
            int width = (candidates.isEmpty() ? HERO_WIDTH : CARD_WIDTH) * density;
            candidates.add(new Candidates(
                    candidate(picture.attr("srcset"), width),
                    candidate(picture.attr("data-imgproxy-srcset"), width)));
        }
        return candidates;
    }

    private static String candidate(String srcset, int width) {
        String descriptor = " " + width + "w";
        return Stream.of(srcset.split(", ", -1))
                .filter(candidate -> candidate.endsWith(descriptor))
                .map(candidate -> candidate.replace(descriptor, ""))
                .findFirst()
                .orElseThrow();
    }

    record Candidates(String cached, String proxy) {}
}
