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
import java.util.stream.Stream;
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
    private static final byte[] CUT = {};

    @TempDir
    Path folder;

    private final BlockingQueue<String> leftToContainer = new LinkedBlockingQueue<>();
    private Path file = Path.of("");
    private @Nullable CachingProxy proxy;
    private @Nullable FileStore store;

    @BeforeEach
    void keepNothingBut() {
        file = folder.resolve(URLS.key().substring(0, 3)).resolve(URLS.key());
    }

    @Test
    void tomcatSendsTheBodyOfTheFileAndNotItsTrailer() throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> {})) {
            HttpResponse<byte[]> response = get(running);

            assertThat(response.body()).isEqualTo(IMAGE);
            assertThat(response.headers().firstValue("Content-Length")).hasValue("300000");
            assertThat(response.headers().firstValue("ETag")).hasValue("\"e\"");
            assertThat(leftToContainer.poll(20, TimeUnit.SECONDS)).isEqualTo(secondName() + " 0 300000");
        }
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-0, 0, 1", "bytes=100-199999, 100, 200000", "bytes=-7, 299993, 300000"})
    void partOfTheFileIsThePartThatWasAskedFor(String range, int first, int end) throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> {})) {
            HttpResponse<byte[]> response = get(running, "Range", range);

            assertThat(response.statusCode()).isEqualTo(206);
            assertThat(response.body()).isEqualTo(Arrays.copyOfRange(IMAGE, first, end));
            assertThat(leftToContainer.poll(20, TimeUnit.SECONDS)).isEqualTo(secondName() + " " + first + " " + end);
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
    void variantThatIsRemovedJustThenCutsTheConnection() throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> {
            assertThat(store).isNotNull();
            store.delete(URLS.key());
        })) {
            assertThatThrownBy(() -> get(running)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void fileThatAnotherProgramRemovesJustThenIsSentAllTheSame() throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> Files.delete(file))) {
            assertThat(get(running).body()).isEqualTo(IMAGE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fileThatIsReplacedJustThenIsNeverSentInItsPlace(Container container) throws Exception {
        byte[] longer = Images.png(400_000, 2);
        try (Container.Running running = run(container, IMAGE, Around.NOTHING, () -> replace(longer))) {
            assertThat(received(running)).isIn(IMAGE, CUT);

            await().untilAsserted(() -> assertThat(received(running)).isIn(longer, CUT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void fileThatAnotherProcessReplacesJustThenIsNeverSentInItsPlace(Container container) throws Exception {
        byte[] other = Images.png(IMAGE.length, 2);
        try (FileStore ofAnotherProcess = new FileStore(folder);
                Container.Running running = run(container, IMAGE, Around.NOTHING, () -> {
                    if (ofAnotherProcess.delete(URLS.key())) {
                        put(ofAnotherProcess, other);
                    }
                })) {
            assertThat(received(running)).isIn(IMAGE, CUT);
        }
    }

    @Test
    void versionThatIsGoneHasNoNameLeft() throws Exception {
        try (Container.Running running = run(Container.TOMCAT, IMAGE, Around.NOTHING, () -> {})) {
            get(running);
            Path first = secondName();
            replace(Images.png(300_001, 2));
            get(running);

            assertThat(first).doesNotExist();
            assertThat(secondName()).isNotEqualTo(first).isRegularFile();

            assertThat(proxy).isNotNull();
            proxy.purge(URLS.key());
            assertThat(file.getParent()).doesNotExist();
        }
    }

    /** The whole body, or {@link #CUT}. */
    private static byte[] received(Container.Running running) throws InterruptedException {
        try {
            return get(running).body();
        } catch (IOException cut) {
            return CUT;
        }
    }

    private void replace(byte[] image) throws IOException {
        assertThat(store).isNotNull();
        store.delete(URLS.key());
        put(store, image);
    }

    /** The name that only the version that is stored now has. */
    private Path secondName() throws IOException {
        try (Stream<Path> names = Files.list(file.toRealPath().getParent())) {
            return names.filter(name -> String.valueOf(name.getFileName()).startsWith("." + URLS.key()))
                    .findAny()
                    .orElseThrow();
        }
    }

    /**
     * A server with one stored variant.
     *
     * @param afterwards what happens before Tomcat opens the file
     */
    private Container.Running run(Container container, byte[] image, Around around, Afterwards afterwards)
            throws IOException {
        FileStore opened = new FileStore(folder);
        put(opened, image);
        store = opened;
        HttpUpstream nowhere = HttpUpstream.builder(URI.create("http://127.0.0.1:1"))
                .connectTimeout(Duration.ofSeconds(1))
                .responseTimeout(Duration.ofSeconds(1))
                .build();
        proxy = CachingProxy.builder(ProxyFixture.IMGPROXY, nowhere)
                .store(opened)
                .memoryTierBytes(0)
                .build();
        ImgproxyFilter filter = new ImgproxyFilter(proxy, "/img");
        return container.run(watched(filter, around, afterwards), Container.Mapping.DEFAULT);
    }

    private static void put(FileStore target, byte[] image) throws IOException {
        target.put(
                URLS.key(),
                ImageMetadata.builder("image/png", image.length)
                        .etag("\"e\"")
                        .storedAt(Instant.now())
                        .cacheControl("max-age=9")
                        .build(),
                ImageBody.of(image));
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
