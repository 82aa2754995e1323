package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A variant in a local file, where the memory tier has no room for it. */
class FileHitTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        // Tomcat sends files by itself, however long they are.
        "TOMCAT, 1, false", "TOMCAT, 65537, false", "TOMCAT, 262144, false", "TOMCAT, 262145, false",
        "JETTY, 1, false", "JETTY, 65537, false", "JETTY, 262144, false", "JETTY, 262145, true"
    })
    void shortBodyIsWrittenOnTheContainersThread(Container container, int length, boolean handedOver) throws Exception {
        byte[] bytes = Images.png(Math.max(8, length), 1);
        ImageUrls urls = ProxyFixture.urls("file.png");
        FileStore store = new FileStore(folder);
        store.put(
                urls.key(),
                ImageMetadata.builder("image/png", bytes.length)
                        .etag("\"e\"")
                        .storedAt(Instant.now())
                        .cacheControl("max-age=9")
                        .build(),
                ImageBody.of(bytes));
        HttpUpstream nowhere = HttpUpstream.builder(URI.create("http://127.0.0.1:1"))
                .connectTimeout(Duration.ofSeconds(1))
                .responseTimeout(Duration.ofSeconds(1))
                .build();
        CachingProxy proxy = CachingProxy.builder(ProxyFixture.IMGPROXY, nowhere)
                .store(store)
                .memoryTierBytes(0)
                .build();
        Watching watching = new Watching(new ImgproxyFilter(proxy, "/img"));

        try (Container.Running running = container.run(watching, Container.Mapping.DEFAULT)) {
            HttpResponse<byte[]> whole = get(running, urls);
            assertThat(whole.body()).isEqualTo(bytes);
            assertThat(whole.headers().firstValue("Cache-Status")).hasValue("imgproxy4j; hit; detail=file");
            assertThat(watching.handedOver.poll(20, TimeUnit.SECONDS)).isEqualTo(handedOver);

            HttpResponse<byte[]> end = get(running, urls, "Range", "bytes=-1");
            assertThat(end.statusCode()).isEqualTo(206);
            assertThat(end.body()).containsExactly(bytes[bytes.length - 1]);
        }
    }

    private static HttpResponse<byte[]> get(Container.Running running, ImageUrls urls, String... headers)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        ProxyFixture.request(running, "GET", urls.proxy(), headers),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sees whether a filter leaves a request to another thread. */
    private static final class Watching implements Filter {
        final BlockingQueue<Boolean> handedOver = new LinkedBlockingQueue<>();
        private final Filter watched;

        Watching(Filter watched) {
            this.watched = watched;
        }

        @Override
        public void init(FilterConfig config) throws ServletException {
            watched.init(config);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            watched.doFilter(request, response, chain);
            handedOver.add(request.isAsyncStarted());
        }

        @Override
        public void destroy() {
            watched.destroy();
        }
    }
}
