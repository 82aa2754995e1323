package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.store.s3.FaultProxy.Fault;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What visitors of a page notice when the store behind it is in trouble: nothing. */
class PageWithFaultyStoreTest {
    private static final long BUDGET = 1_000_000;

    private final S3Server server = S3Server.running();
    private final String bucket = server.newBucket();

    private FaultProxy faults;

    @BeforeEach
    void start() throws IOException {
        faults = new FaultProxy(server.endpoint());
    }

    @AfterEach
    void stop() throws IOException {
        faults.close();
    }

    private FilterInFront page(byte[] image) throws IOException {
        S3ImageStore store = S3ImageStore.builder(bucket)
                .folder("img/")
                .endpoint(faults.endpoint())
                .connectTimeout(Duration.ofSeconds(1))
                .idleTimeout(Duration.ofSeconds(1))
                .readTimeout(Duration.ofSeconds(1))
                .writeTimeout(Duration.ofSeconds(2))
                .build();
        return new FilterInFront(
                store,
                Reply.image("image/png", image),
                builder -> builder.memoryTierBytes(0).relayBytesTotal(BUDGET));
    }

    private List<String> stored() {
        return server.client().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static String object(String name) {
        return "img/" + FilterInFront.urls(name).key();
    }

    /** The store may take its time, so whoever asks again meanwhile makes it try again. */
    private void awaitStored(FilterInFront page, String name) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            page.get(FilterInFront.urls(name).proxy());
            return stored().contains(object(name));
        });
    }

    @ParameterizedTest
    @EnumSource
    void imagesAreWholeAndUploadsCatchUp(Fault fault) throws Exception {
        byte[] image = FilterInFront.png(2 * FaultProxy.PASSED_BYTES);
        try (FilterInFront page = page(image)) {
            awaitStored(page, "before.png");

            faults.fault(fault);
            for (String name : List.of("before.png", "meanwhile.png")) {
                HttpResponse<byte[]> answer = page.get(FilterInFront.urls(name).proxy());
                assertThat(answer.statusCode()).as(name).isEqualTo(200);
                assertThat(answer.body()).as(name).isEqualTo(image);
                assertThat(page.proxy.relayBytes()).isLessThanOrEqualTo(BUDGET);
            }

            faults.fault(Fault.NONE);
            awaitStored(page, "meanwhile.png");
            page.upstream.reply(Reply.status(500, "off"));
            await().untilAsserted(() -> assertThat(
                            page.get(FilterInFront.urls("meanwhile.png").proxy())
                                    .body())
                    .isEqualTo(image));
        }
    }

    @Test
    void smallImagesNeedNoSecondTryOfTheVisitor() throws Exception {
        byte[] image = FilterInFront.png(30_000);
        try (FilterInFront page = page(image)) {
            awaitStored(page, "small.png");

            for (Fault fault : Fault.values()) {
                faults.fault(fault);
                assertThat(page.get(FilterInFront.urls("small.png").proxy()).body())
                        .as(fault.name())
                        .isEqualTo(image);
            }
        }
    }

    @Test
    void bucketDeletedWhileRunning() throws Exception {
        byte[] image = FilterInFront.png(30_000);
        try (FilterInFront page = page(image)) {
            awaitStored(page, "a.png");
            server.client().deleteObject(delete -> delete.bucket(bucket).key(object("a.png")));
            server.client().deleteBucket(delete -> delete.bucket(bucket));

            assertThat(page.get(FilterInFront.urls("a.png").proxy()).body()).isEqualTo(image);
            assertThat(new String(page.get("/img/health").body(), StandardCharsets.UTF_8))
                    .contains("there is no such bucket; create it, or correct imgproxy.s3-bucket");

            server.newBucket(bucket);
            awaitStored(page, "a.png");
        }
    }

    @ParameterizedTest
    @CsvSource({"SILENT", "REFUSED", "SLOW_DOWN"})
    void memoryStaysWithinItsBudgetWhileManyUploadsWait(Fault fault) throws Exception {
        byte[] image = FilterInFront.png(150_000);
        ExecutorService visitors = Executors.newFixedThreadPool(8);
        try (FilterInFront page = page(image)) {
            faults.fault(fault);
            List<Callable<byte[]>> visits = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String path = FilterInFront.urls("image-" + i + ".png").proxy();
                visits.add(() -> {
                    byte[] body = page.get(path).body();
                    assertThat(page.proxy.relayBytes()).isLessThanOrEqualTo(BUDGET);
                    return body;
                });
            }

            for (Future<byte[]> visit : visitors.invokeAll(visits)) {
                assertThat(visit.get()).isEqualTo(image);
            }
        } finally {
            visitors.shutdownNow();
        }
    }
}
