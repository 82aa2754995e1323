package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.demo.server.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo sets itself, and what it leaves to whoever starts it. */
class SettingsIT {
    @Test
    void withNothingSetItSignsWithKeysOfItsOwnThatDifferEachTime() throws Exception {
        assertThat(firstProxyUrl(Map.of()))
                .startsWith("/img/")
                .doesNotStartWith("/img/unsafe/")
                .isNotEqualTo(firstProxyUrl(Map.of()));
    }

    @Test
    void unsignedUseMakesNoKey() throws Exception {
        assertThat(firstProxyUrl(Map.of("imgproxy.allow-unsigned", "true"))).startsWith("/img/unsafe/");
    }

    @Test
    void aShorterSignatureIsWhatWasAskedFor() throws Exception {
        String signature = firstProxyUrl(Map.of("imgproxy.signature-size", "8")).split("/", -1)[2];

        assertThat(signature).hasSize(11);
    }

    @Test
    void halfAKeyPairStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> firstProxyUrl(Map.of("imgproxy.key", "abcdef")))
                .extracting(Demo::reason)
                .asString()
                .contains("imgproxy.key", "imgproxy.salt")
                .doesNotContain("abcdef");
    }

    @Test
    void aMistypedSettingStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> firstProxyUrl(Map.of("imgproxy.cash-url", "https://images.example.com")))
                .extracting(Demo::reason)
                .asString()
                .contains("imgproxy.cash-url");
    }

    @Test
    void imagesOfABucketAreAllowedByThePolicy() throws Exception {
        String bucket = "https://images.example.com/demo";
        try (DemoServer server = started(Map.of("imgproxy.cache-url", bucket))) {
            Visitor visitor = new Visitor(server.url());

            assertThat(visitor.pictures("/jsp").get(0).attr("src")).startsWith(bucket + "/");
            assertThat(visitor.get("/spa").headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(
                            policy -> assertThat(policy).endsWith("; img-src 'self' https://images.example.com"));
        }
    }

    @Test
    void aBucketTakesThePlaceOfTheFolderAndMayBeDown() throws Exception {
        List<Path> before = temporaryFolders();
        Map<String, String> params = Map.of(
                "imgproxy.s3-bucket", "images",
                "imgproxy.s3-folder", "demo/",
                "imgproxy.s3-endpoint", "http://127.0.0.1:1",
                "imgproxy.s3-region", "auto");
        try (DemoServer server = started(params)) {
            Visitor visitor = new Visitor(server.url());

            assertThat(visitor.bytes(visitor.pictures("/jsp").get(1).attr("data-imgproxy-src"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(visitor.page("/inspector").text())
                    .contains("bucket images at http://127.0.0.1:1, objects demo/…");
            assertThat(temporaryFolders()).isEqualTo(before);
        }
    }

    @Test
    void scriptModeLoadsTheModuleInPlaceOfTheHandler() throws Exception {
        try (DemoServer server = started(Map.of("imgproxy.fallback", "script"))) {
            Visitor visitor = new Visitor(server.url());

            for (String path : List.of("/jsp", "/thymeleaf")) {
                assertThat(visitor.pictures(path)).noneMatch(picture -> picture.hasAttr("onerror"));
                assertThat(visitor.page(path).select("script[type=module]").eachAttr("src"))
                        .contains("/assets/fallback.js");
            }
        }
    }

    @Test
    void itsOwnStoreGoesWithIt() throws Exception {
        List<Path> before = temporaryFolders();
        DemoServer server = started(Map.of());
        List<Path> meanwhile = temporaryFolders();
        server.close();

        assertThat(meanwhile).hasSizeGreaterThan(before.size());
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    @Test
    void aSecondDeploymentInOneJvmWorksLikeTheFirst() throws Exception {
        for (int deployment = 1; deployment <= 2; deployment++) {
            try (DemoServer server = started(Map.of())) {
                Visitor visitor = new Visitor(server.url());
                for (Element picture : visitor.pictures("/photo/soap-bubbles.png")) {
                    assertThat(visitor.bytes(picture.attr("data-imgproxy-src")).statusCode())
                            .as("deployment " + deployment)
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void aGivenStoreStaysAndIsWarmNextTime(@TempDir Path store) throws Exception {
        Map<String, String> params = new HashMap<>(
                Map.of("imgproxy.store-dir", store.toString(), "imgproxy.key", "abcdef", "imgproxy.salt", "fedcba"));
        Element picture;
        try (DemoServer server = started(params)) {
            Visitor visitor = new Visitor(server.url());
            picture = visitor.pictures("/jsp").get(1);
            assertThat(visitor.bytes(picture.attr("data-imgproxy-src")).statusCode())
                    .isEqualTo(200);
            await().until(() ->
                    visitor.page("/inspector").select("#store").text().equals("1"));
        }
        try (DemoServer server = started(params)) {
            assertThat(new Visitor(server.url()).bytes(picture.attr("src")).statusCode())
                    .isEqualTo(200);
        }
    }

    private static String firstProxyUrl(Map<String, String> params) throws Exception {
        try (DemoServer server = started(params)) {
            return new Visitor(server.url()).pictures("/jsp").get(0).attr("data-imgproxy-src");
        }
    }

    private static DemoServer started(Map<String, String> params) throws Exception {
        JettyServer server = JettyServer.onLoopback(params);
        try {
            server.start();
            return server;
        } catch (Exception notStarted) {
            server.close();
            throw notStarted;
        }
    }

    private static List<Path> temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("imgproxy4j-demo-"))
                    .sorted()
                    .toList();
        }
    }
}
