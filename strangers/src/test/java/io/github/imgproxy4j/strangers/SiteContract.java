package io.github.imgproxy4j.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
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
        site.program().awaitLine("images at /img: .*" + site.photos().store() + ".* in front of .*embedded");
    }

    @Test
    void picturesComeFromTheProxyFirstAndThenFromTheCache() {
        site.photos().emptyStore();
        HttpResponse<byte[]> page = Web.get(site.home());
        assertThat(page.statusCode()).isEqualTo(200);
        List<Element> pictures =
                Jsoup.parse(new String(page.body(), StandardCharsets.UTF_8)).select("img[data-imgproxy-src]");
        assertThat(pictures).hasSize(site.pictures());
        for (Element picture : pictures) {
            coldThenWarm(address(picture, "src"), address(picture, "data-imgproxy-src"));
        }
    }

    @Test
    void aBrowserShowsThePicturesColdWarmAndColdAgain() {
        try (Chromium chromium = Chromium.start()) {
            site.photos().emptyStore();
            chromium.awaitPictures(site.home(), site.pictures());
            chromium.awaitPictures(site.home(), site.pictures());
            site.photos().emptyStore();
            chromium.awaitPictures(site.home(), site.pictures());
        }
    }

    private URI address(Element picture, String attribute) {
        return site.home().resolve(picture.attr(attribute));
    }

    private static void coldThenWarm(URI cached, URI proxy) {
        assertThat(Web.get(cached).statusCode()).as("%s, cold", cached).isEqualTo(404);
        HttpResponse<byte[]> made = Web.get(proxy);
        assertThat(made.statusCode()).as(proxy.toString()).isEqualTo(200);
        assertThat(made.headers().firstValue("Content-Type").orElse("")).startsWith("image/");
        assertThat(made.body()).isNotEmpty();
        await().atMost(STORED).untilAsserted(() -> {
            HttpResponse<byte[]> kept = Web.get(cached);
            assertThat(kept.statusCode()).as("%s, warm", cached).isEqualTo(200);
            assertThat(kept.body()).isEqualTo(made.body());
        });
    }
}
