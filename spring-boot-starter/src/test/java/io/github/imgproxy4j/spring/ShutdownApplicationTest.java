package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** An app that is stopped while an image is under way. */
@Tag("application")
class ShutdownApplicationTest {
    private static final byte[] IMAGE = image();

    @TempDir
    Path folder;

    @Test
    void imageUnderWayArrivesAndIsStored() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        Reply waiting = (request, out) -> {
            Reply.head(out, 200, "image/png", "Content-Length: " + IMAGE.length);
            out.write(IMAGE, 0, 1000);
            out.flush();
            stopping.await();
            out.write(IMAGE, 1000, IMAGE.length - 1000);
            out.flush();
            return true;
        };
        try (StubImgproxy upstream = StubImgproxy.replying(waiting)) {
            RunningApplication app = start(upstream);
            CompletableFuture<HttpResponse<byte[]>> answer = app.client()
                    .sendAsync(
                            app.request("GET", app.urls("cat.png").proxy()), HttpResponse.BodyHandlers.ofByteArray());
            await().until(() -> !upstream.requests().isEmpty());

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(app::close);
            assertThat(app.bean(GracefulPhase.class).begun.await(1, TimeUnit.MINUTES))
                    .isTrue();
            assertThat(answer).isNotDone();
            stopping.countDown();

            assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo(IMAGE);
            stopped.get(1, TimeUnit.MINUTES);
        }
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.status(500, "broken"));
                RunningApplication next = start(upstream)) {
            HttpResponse<byte[]> kept = next.send("GET", next.urls("cat.png").proxy());

            assertThat(kept.body()).isEqualTo(IMAGE);
            assertThat(kept.headers().firstValue("Cache-Status")).hasValue("imgproxy4j; hit; detail=file");
        }
    }

    private RunningApplication start(StubImgproxy upstream) {
        return RunningApplication.start(App.class, upstream, folder, "--server.shutdown=graceful");
    }

    private static byte[] image() {
        byte[] bytes = new byte[300_000];
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(signature, 0, bytes, 0, signature.length);
        return bytes;
    }

    static class App extends OpenApplication {
        @Bean
        GracefulPhase gracefulPhase() {
            return new GracefulPhase();
        }
    }

    /** Is stopped together with what waits for requests under way. */
    static final class GracefulPhase implements SmartLifecycle {
        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile boolean running;

        @Override
        public int getPhase() {
            return DEFAULT_PHASE - 1024;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            begun.countDown();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
