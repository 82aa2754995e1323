package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.Container;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several sizes of one source asked for at the same time, as browsers do. */
class SrcsetTest {
    private static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).proxyUrl("/img/").build();
    private static final List<String> OPTIONS =
            List.of("w:40", "w:80", "w:120", "w:160/rot:90", "rs:fill:90:90", "w:200/pd:3");

    private final byte[] photo = TestImages.jpeg(TestImages.waves(800, 600));
    private final AtomicInteger sourceRequests = new AtomicInteger();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            sourceRequests.incrementAndGet();
            try {
                answered.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(status, status == 200 ? photo.length : -1);
            exchange.getResponseBody().write(status == 200 ? photo : new byte[0]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        answered.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void allSizesTakeOneRequestAndOneDecodingThroughTheFilter(Container container) throws Exception {
        try (EmbeddedImgproxy embedded = embedded();
                CachingProxy proxy = CachingProxy.builder(IMGPROXY, embedded).build();
                Container.Running running =
                        container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            HttpClient browser = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (String options : OPTIONS) {
                String path = IMGPROXY.image(source()).options(options).urls().proxy();
                answers.add(browser.sendAsync(
                        HttpRequest.newBuilder(running.url(path)).build(), BodyHandlers.ofByteArray()));
            }
            await().until(() -> embedded.sharedSources().requests() == OPTIONS.size());
            answered.countDown();

            for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
            assertThat(sourceRequests).hasValue(1);
            assertThat(embedded.sharedSources().decodes()).isEqualTo(1);
            await().until(() -> embedded.sharedSources().requests() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"@jpg", "@webp", "@png", "@gif"})
    void sharedResultHasTheSameBytesAsAnUnsharedOne(String format) throws Exception {
        try (EmbeddedImgproxy embedded = embedded()) {
            List<Future<ProcessorResponse>> answers = allAtOnce(embedded, format);
            answered.countDown();

            try (EmbeddedImgproxy other = embedded()) {
                for (int index = 0; index < OPTIONS.size(); index++) {
                    assertThat(answers.get(index).get().body())
                            .isEqualTo(other.fetch(path(OPTIONS.get(index), format))
                                    .body());
                }
                assertThat(other.sharedSources().decodes()).isEqualTo(OPTIONS.size());
            }
            assertThat(embedded.sharedSources().decodes()).isEqualTo(1);
            assertThat(sourceRequests).hasValue(1 + OPTIONS.size());
        }
    }

    @Test
    void oneThatLeavesHurtsNoOther() throws Exception {
        try (EmbeddedImgproxy embedded = embedded()) {
            Future<ProcessorResponse> first = threads.submit(() -> embedded.fetch(path("w:20", "")));
            await().until(() -> sourceRequests.get() == 1);
            List<Future<ProcessorResponse>> others = allAtOnce(embedded, "");

            first.cancel(true);
            await().until(() -> embedded.sharedSources().requests() == OPTIONS.size());
            answered.countDown();

            for (Future<ProcessorResponse> other : others) {
                assertThat(other.get().status()).isEqualTo(200);
            }
            assertThat(sourceRequests).as("the one that left, and its heir").hasValue(2);
            assertThat(embedded.sharedSources().decodes()).isEqualTo(1);
        }
    }

    @Test
    void allLearnThatTheSourceCannotBeHad() throws Exception {
        status = 410;
        try (EmbeddedImgproxy embedded = embedded()) {
            List<Future<ProcessorResponse>> answers = allAtOnce(embedded, "");
            answered.countDown();

            for (Future<ProcessorResponse> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(410);
            }
            assertThat(sourceRequests).hasValue(1);
            status = 200;
            assertThat(embedded.fetch(path("w:20", "")).status()).isEqualTo(200);
        }
    }

    @Test
    void anImageWithALimitOfItsOwnFetchesForItself() throws Exception {
        try (EmbeddedImgproxy embedded = embedded()) {
            Future<ProcessorResponse> small = threads.submit(() -> embedded.fetch(path("msfs:1000", "")));
            Future<ProcessorResponse> any = threads.submit(() -> embedded.fetch(path("w:20", "")));
            await().until(() -> sourceRequests.get() == 2);
            answered.countDown();

            assertThat(small.get().status()).isEqualTo(422);
            assertThat(any.get().status()).isEqualTo(200);
        }
    }

    private List<Future<ProcessorResponse>> allAtOnce(EmbeddedImgproxy embedded, String format) {
        int before = embedded.sharedSources().requests();
        List<Future<ProcessorResponse>> answers = new ArrayList<>();
        for (String options : OPTIONS) {
            answers.add(threads.submit(() -> embedded.fetch(path(options, format))));
        }
        await().until(() -> embedded.sharedSources().requests() == before + OPTIONS.size());
        return answers;
    }

    private String path(String options, String format) {
        return "/" + options + "/plain/" + source() + format;
    }

    private String source() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/photo.jpg";
    }

    private static EmbeddedImgproxy embedded() {
        return EmbeddedImgproxy.create(Settings.read(SettingsSource.of(
                "test",
                Map.of(
                        "imgproxy.workers", "2",
                        "imgproxy.timeout", "1m",
                        "imgproxy.download-timeout", "1m",
                        "imgproxy.allow-security-options", "true",
                        "imgproxy.allow-loopback-source-addresses", "true"))));
    }
}
