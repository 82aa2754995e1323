package io.github.imgproxy4j.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a stranger's site must do, whatever it is made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SiteContract {
    private static final Duration STORED = Duration.ofSeconds(30);

    private Site site;

    /** Builds and starts it. */
    abstract Site start() throws Exception;

    @BeforeAll
    void begin() throws Exception {
        site = start();
    }

    @AfterAll
    void end() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void theLogSaysWhereImagesAreAndWhereTheyAreKept() {
        site.proxy().awaitLine("images at /img: .*" + site.photos().store() + ".* in front of .*embedded");
    }

    @Test
    void imagesComeFromTheProxyFirstAndThenFromTheCache() {
        site.photos().emptyStore();
        HttpResponse<byte[]> page = Web.get(site.home());
        assertThat(page.statusCode()).isEqualTo(200);
        List<Picture> pictures = pictures(site, new String(page.body(), StandardCharsets.UTF_8));
        assertThat(pictures).hasSize(site.pictures());
        pictures.stream().distinct().forEach(SiteContract::coldThenWarm);
    }

    @Test
    void aBrowserShowsTheImagesColdWarmAndColdAgain() {
        try (Chromium chromium = Chromium.start()) {
            site.photos().emptyStore();
            chromium.awaitPictures(site.home(), site.pictures());
            chromium.awaitPictures(site.home(), site.pictures());
            site.photos().emptyStore();
            chromium.awaitPictures(site.home(), site.pictures());
        }
    }

    /** The pictures of the page; here those that are in its HTML. */
    List<Picture> pictures(Site of, String html) {
        return Jsoup.parse(html).select("img[data-imgproxy-src]").stream()
                .map(picture -> new Picture(
                        of.home().resolve(picture.attr("src")), of.home().resolve(picture.attr("data-imgproxy-src"))))
                .toList();
    }

    private static void coldThenWarm(Picture picture) {
        assertThat(Web.get(picture.cached()).statusCode())
                .as("%s, cold", picture)
                .isEqualTo(404);
        HttpResponse<byte[]> made = Web.get(picture.proxy());
        assertThat(made.statusCode()).as(picture.toString()).isEqualTo(200);
        assertThat(made.headers().firstValue("Content-Type").orElse("")).startsWith("image/");
        assertThat(made.body()).isNotEmpty();
        await().atMost(STORED).untilAsserted(() -> {
            HttpResponse<byte[]> kept = Web.get(picture.cached());
            assertThat(kept.statusCode()).as("%s, warm", picture).isEqualTo(200);
            assertThat(kept.body()).isEqualTo(made.body());
        });
    }
}
