package io.github.imgproxy4j.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.Imgproxy;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What the inspector of the cache shows and purges in every servlet container. */
abstract class InspectorContract extends DemoContract {
    private final Imgproxy imgproxy = Imgproxy.builder().key(KEY).salt(SALT).build();

    @Test
    void theInspectorCountsAndListsAndPurges() throws Exception {
        Element picture = visitor.pictures("/jsp").get(5);
        visitor.bytes(picture.attr("data-imgproxy-src"));
        await().until(() -> visitor.bytes(picture.attr("src")).statusCode() == 200);
        await().untilAsserted(() ->
                assertThat(count(visitor.page("/inspector"), "store")).isPositive());

        // Answers are counted and listed after the client has them.
        await().untilAsserted(() -> {
            Document page = visitor.page("/inspector");
            assertThat(count(page, "requests")).isGreaterThanOrEqualTo(2);
            assertThat(count(page, "hits")).isPositive();
            assertThat(count(page, "misses")).isPositive();
            assertThat(count(page, "memory")).isPositive();
            assertThat(page.select("tbody tr")).isNotEmpty();
            assertThat(page.select("tbody tr").first().text())
                    .contains("GET cache 200 hit, memory", "local:///", "rs:fill:480:320/q:80");
            assertThat(page.select(".variants img").eachAttr("src")).contains(picture.attr("src"));
        });

        HttpResponse<String> purged =
                visitor.post("/inspector", "everything=yes&token=" + token(visitor.page("/inspector")));
        assertThat(purged.statusCode()).isEqualTo(303);
        assertThat(purged.headers().firstValue("Location").orElse("")).endsWith("/inspector?purged");
        Document after = visitor.page("/inspector?purged");
        assertThat(count(after, "store")).isZero();
        assertThat(count(after, "memory")).isZero();
        assertThat(after.select("[role=status]").text()).isEqualTo("Purged.");
        assertThat(visitor.bytes(picture.attr("src")).statusCode()).isEqualTo(404);
    }

    @Test
    void theInspectorPurgesOneVariant() throws Exception {
        List<Element> pictures = visitor.pictures("/jsp").subList(6, 8);
        for (Element picture : pictures) {
            visitor.bytes(picture.attr("data-imgproxy-src"));
            await().untilAsserted(() -> assertThat(
                            visitor.page("/inspector").select(".variants img").eachAttr("src"))
                    .contains(picture.attr("src")));
        }
        String gone = pictures.get(0).attr("src");

        HttpResponse<String> purged = visitor.post(
                "/inspector",
                "key=" + gone.substring(gone.lastIndexOf('/') + 1) + "&token=" + token(visitor.page("/inspector")));

        assertThat(purged.statusCode()).isEqualTo(303);
        assertThat(visitor.bytes(gone).statusCode()).isEqualTo(404);
        assertThat(visitor.bytes(pictures.get(1).attr("src")).statusCode()).isEqualTo(200);
    }

    @Test
    void purgingNeedsTheTokenOfThePage() throws Exception {
        Element picture = visitor.pictures("/jsp").get(9);
        visitor.bytes(picture.attr("data-imgproxy-src"));
        await().until(() -> visitor.bytes(picture.attr("src")).statusCode() == 200);

        assertThat(visitor.post("/inspector", "").statusCode()).isEqualTo(403);
        assertThat(visitor.post("/inspector", "token=0123456789abcdef0123456789abcdef")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.bytes(picture.attr("src")).statusCode()).isEqualTo(200);
    }

    @Test
    void purgingEverythingIsConfirmedFirst() throws Exception {
        Element picture = visitor.pictures("/jsp").get(10);
        visitor.bytes(picture.attr("data-imgproxy-src"));
        await().until(() -> visitor.bytes(picture.attr("src")).statusCode() == 200);
        Document page = visitor.page("/inspector");

        assertThat(page.select("#purge[popover] form input[name=everything]")).hasSize(1);
        assertThat(page.select("form:has(input[name=everything])")).hasSize(1);
        assertThat(visitor.post("/inspector", "token=" + token(page)).statusCode())
                .isEqualTo(400);
        assertThat(visitor.bytes(picture.attr("src")).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyThatIsNoneIsRefused() throws Exception {
        String token = token(visitor.page("/inspector"));

        for (String key : List.of("", "../../etc/passwd", "ABC")) {
            String form = "token=" + token + "&key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
            assertThat(visitor.post("/inspector", form).statusCode()).as(key).isEqualTo(400);
        }
    }

    @Test
    void theInspectorEscapesWhatClientsChose() throws Exception {
        String hostile = "local:///\"><script>alert('x')</script>.jpg";
        visitor.bytes(imgproxy.image(hostile).urls().proxy());

        await().untilAsserted(() -> assertThat(
                        visitor.page("/inspector").select("tbody td.what").text())
                .contains(hostile));
        assertThat(visitor.get("/inspector").body()).doesNotContain("<script>alert");
    }

    private static String token(Document inspector) {
        return inspector.select("input[name=token]").first().val();
    }

    private static int count(Document inspector, String id) {
        return Integer.parseInt(inspector.getElementById(id).text().replace(",", ""));
    }
}
