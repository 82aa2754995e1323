package io.github.imgproxy4j.filter.internal.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.Images;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.filter.ProxyFixture;
import io.github.imgproxy4j.filter.event.Statistics;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies of stored files that are left to Tomcat, which has the kernel send them. */
class SendfileTest {
    private static final ImageUrls URLS = ProxyFixture.urls("sent.png");
    private static final byte[] IMAGE = Images.png(300_000, 1);

    @TempDir
    Path folder;

    private final BlockingQueue<String> leftToContainer = new LinkedBlockingQueue<>();
    private Path file = Path.of("");
    private @Nullable CachingProxy proxy;

    @BeforeEach
    void keepNothingBut() {
        file = folder.resolve(URLS.key().substring(0, 2))
                .resolve(URLS.key().substring(2, 4))
                .resolve(URLS.key());
    }

    @Test
    void tomcatSendsTheBodyOfTheFileAndNotItsTrailer() throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> {})) {
            HttpResponse<byte[]> response = get(running);

            assertThat(response.body()).isEqualTo(IMAGE);
            assertThat(response.headers().firstValue("Content-Length")).hasValue("300000");
            assertThat(response.headers().firstValue("ETag")).hasValue("\"e\"");
            assertThat(leftToContainer.poll(20, TimeUnit.SECONDS)).isEqualTo(file.toRealPath() + " 0 300000");
        }
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-0, 0, 1", "bytes=100-199999, 100, 200000", "bytes=-7, 299993, 300000"})
    void partOfTheFileIsThePartThatWasAskedFor(String range, int first, int end) throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> {})) {
            HttpResponse<byte[]> response = get(running, "Range", range);

            assertThat(response.statusCode()).isEqualTo(206);
            assertThat(response.body()).isEqualTo(Arrays.copyOfRange(IMAGE, first, end));
            assertThat(leftToContainer.poll(20, TimeUnit.SECONDS))
                    .isEqualTo(file.toRealPath() + " " + first + " " + end);
        }
    }

    @Test
    void bytesSentByTheContainerAreCountedAsServed() throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> {})) {
            get(running);
            get(running, "Range", "bytes=0-9");
            get(running, "If-None-Match", "\"e\"");

            await().untilAsserted(() -> {
                assertThat(statistics().bytesServed()).isEqualTo(300_010);
                assertThat(statistics().hitsByTier()).containsEntry("file", 3L);
            });
        }
    }

    @Test
    void answerWithoutABodyLeavesNothingToTheContainer() throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> {})) {
            assertThat(get(running, "If-None-Match", "\"e\"").statusCode()).isEqualTo(304);
            assertThat(leftToContainer.poll(20, TimeUnit.SECONDS)).isEqualTo("nothing");
            assertThat(get(running, "Range", "bytes=300000-").statusCode()).isEqualTo(416);
            assertThat(leftToContainer.poll(20, TimeUnit.SECONDS)).isEqualTo("nothing");
        }
    }

    @Test
    void wrappedResponseGetsItsBytesWritten() throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.WRAPPER, () -> {})) {
            assertThat(get(running).body()).isEqualTo(IMAGE);
            assertThat(leftToContainer.poll(20, TimeUnit.SECONDS)).isEqualTo("nothing");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shortBodyIsWritten(Container container) throws Exception {
        byte[] image = Images.png(1000, 1);
        try (Container.Running running = run(container, image, Around.NOTHING, () -> {})) {
            assertThat(get(running).body()).isEqualTo(image);
            assertThat(leftToContainer.poll(20, TimeUnit.SECONDS)).isEqualTo("nothing");
        }
    }

    @Test
    void jettyHasNothingLeftToIt() throws Exception {
        try (Container.Running running = run(Container.JETTY, IMAGE, Around.NOTHING, () -> {})) {
            assertThat(get(running).body()).isEqualTo(IMAGE);
            assertThat(leftToContainer.poll(20, TimeUnit.SECONDS)).isEqualTo("nothing");
        }
    }

    @Test
    void fileThatIsRemovedJustThenCutsTheConnection() throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> Files.delete(file))) {
            assertThatThrownBy(() -> get(running)).isInstanceOf(IOException.class);
        }
    }

    /**
     * A server with one stored variant.
     *
     * @param afterwards what happens before Tomcat opens the file
     */
    private Container.Running run(Container container, byte[] image, Around around, Afterwards afterwards)
            throws IOException {
        FileStore store = new FileStore(folder);
        store.put(
                URLS.key(),
                ImageMetadata.builder("image/png", image.length)
                        .etag("\"e\"")
                        .storedAt(Instant.now())
                        .cacheControl("max-age=9")
                        .build(),
                ImageBody.of(image));
        HttpUpstream nowhere = HttpUpstream.builder(URI.create("http://127.0.0.1:1"))
                .connectTimeout(Duration.ofSeconds(1))
                .responseTimeout(Duration.ofSeconds(1))
                .build();
        proxy = CachingProxy.builder(ProxyFixture.IMGPROXY, nowhere)
                .store(store)
                .memoryTierBytes(0)
                .build();
        ImgproxyFilter filter = new ImgproxyFilter(proxy, "/img");
        return container.run(watched(filter, around, afterwards), Container.Mapping.DEFAULT);
    }

    private Statistics.Snapshot statistics() {
        assertThat(proxy).isNotNull();
        return proxy.statistics();
    }

    private Filter watched(ImgproxyFilter filter, Around around, Afterwards afterwards) {
        return new Filter() {
            @Override
            public void init(jakarta.servlet.FilterConfig config) throws ServletException {
                filter.init(config);
            }

            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                filter.doFilter(
                        request,
                        around == Around.WRAPPER
                                ? new HttpServletResponseWrapper((HttpServletResponse) response)
                                : response,
                        chain);
                Object name = request.getAttribute("org.apache.tomcat.sendfile.filename");
                leftToContainer.add(
                        name == null
                                ? "nothing"
                                : name + " " + request.getAttribute("org.apache.tomcat.sendfile.start") + " "
                                        + request.getAttribute("org.apache.tomcat.sendfile.end"));
                afterwards.run();
            }

            @Override
            public void destroy() {
                filter.destroy();
            }
        };
    }

    private static HttpResponse<byte[]> get(Container.Running running, String... headers)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        ProxyFixture.request(running, "GET", URLS.proxy(), headers),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    /** What another filter puts around the response. */
    private enum Around {
        NOTHING,
        WRAPPER
    }

    @FunctionalInterface
    private interface Afterwards {
        void run() throws IOException;
    }
}
