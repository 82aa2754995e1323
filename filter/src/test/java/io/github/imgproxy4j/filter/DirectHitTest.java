package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.internal.body.DirectMemory;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hits of bodies whose memory is used again for others: whatever happens meanwhile, a client gets the bytes of what it
 * asked for. Where tests overwrite such memory before it is used again, as they do by default, a byte too late shows.
 */
class DirectHitTest {
    /** So many do not fit into the memory that the storm has. */
    private static final int VARIANTS = 150;

    private static final int CLIENTS = 4;
    private static final int REQUESTS = 120;
    private static final int MEBI = 1024 * 1024;
    private static final int LONG = 200_000;

    /** The variants that are long. */
    private static final int WIDE = 2000;

    private final StubImgproxy upstream = StubImgproxy.replying(
            (request, out) -> Reply.image("image/png", body(request.target())).write(request, out));

    DirectHitTest() throws IOException {}

    @AfterEach
    void closeUpstream() throws IOException {
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachClientGetsItsOwnBytesWhileMemoryChangesHands(NarrowServer server) throws Exception {
        CachingProxy proxy = proxy(MEBI);
        try (NarrowServer.Running running = server.start(new ImgproxyFilter(proxy, "/img"))) {
            AtomicBoolean over = new AtomicBoolean();
            ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(storm(running, client(server), new Random(i))));
            }
            Future<?> purging = threads.submit(() -> {
                Random random = new Random(CLIENTS);
                while (!over.get()) {
                    proxy.purge(urls(random.nextInt(VARIANTS), 0).key());
                    Thread.onSpinWait();
                }
                return null;
            });
            for (Future<?> client : clients) {
                client.get();
            }
            over.set(true);
            purging.get();
            threads.shutdown();
            assertThat(proxy.memoryDirectBytes()).isBetween(DirectMemory.isOn() ? 1L : 0L, (long) MEBI);
            assertThat(proxy.statistics().hitsByTier()).containsKey("memory");
        }
        allIsGivenBack(proxy);
    }

    private static Callable<Void> storm(NarrowServer.Running running, HttpClient client, Random random) {
        return () -> {
            for (int i = 0; i < REQUESTS; i++) {
                ImageUrls urls = urls(random.nextInt(VARIANTS), 0);
                byte[] whole = body(urls.proxy().substring("/img".length()));
                int first = random.nextInt(4) == 0 ? random.nextInt(whole.length) : 0;
                HttpRequest.Builder request = HttpRequest.newBuilder(url(running, urls));
                if (first > 0) {
                    request.header("Range", "bytes=" + first + "-");
                }
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                byte[] expected = response.statusCode() == 206 ? Arrays.copyOfRange(whole, first, whole.length) : whole;
                assertThat(response.body()).isEqualTo(expected);
            }
            return null;
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void clientThatReadsSlowlyGetsTheRestOfWhatIsPurgedMeanwhile(NarrowServer server) throws Exception {
        CachingProxy proxy = proxy(16 * MEBI);
        try (NarrowServer.Running running = server.start(new ImgproxyFilter(proxy, "/img"))) {
            HttpClient client = client(server);
            ImageUrls urls = urls(0, LONG);
            hit(running, client, urls);
            try (Socket slow = asking(running, urls)) {
                InputStream in = slow.getInputStream();
                skipHead(in);
                byte[] start = in.readNBytes(1000);
                proxy.purge(urls.key());
                // Of the same length, so that they would take its memory.
                for (int i = 1; i < 60; i++) {
                    hit(running, client, urls(i, LONG));
                }
                byte[] rest = in.readNBytes(LONG - start.length);
                byte[] whole = body(urls.proxy().substring("/img".length()));
                assertThat(start).isEqualTo(Arrays.copyOf(whole, start.length));
                assertThat(rest).isEqualTo(Arrays.copyOfRange(whole, start.length, LONG));
            }
        }
        allIsGivenBack(proxy);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void clientsThatLeaveInTheMiddleKeepNothing(NarrowServer server) throws Exception {
        CachingProxy proxy = proxy(16 * MEBI);
        try (NarrowServer.Running running = server.start(new ImgproxyFilter(proxy, "/img"))) {
            HttpClient client = client(server);
            for (int i = 0; i < 20; i++) {
                ImageUrls urls = urls(i, LONG);
                hit(running, client, urls);
                try (Socket leaving = asking(running, urls)) {
                    skipHead(leaving.getInputStream());
                    leaving.setSoLinger(true, 0);
                }
                proxy.purge(urls.key());
            }
            for (int i = 0; i < 20; i++) {
                hit(running, client, urls(i, LONG));
            }
        }
        allIsGivenBack(proxy);
    }

    private CachingProxy proxy(long memoryBytes) {
        return ProxyFixture.builder(upstream).memoryTierBytes(memoryBytes).build();
    }

    /** Once the proxy is closed; what a failed write may have left in use is the garbage collector's. */
    private static void allIsGivenBack(CachingProxy proxy) {
        await().untilAsserted(() -> {
            System.gc();
            assertThat(proxy.memoryDirectBytes()).isZero();
        });
    }

    private static HttpClient client(NarrowServer server) {
        return HttpClient.newBuilder().version(server.version).build();
    }

    /** Twice: from upstream, and from memory. */
    private static void hit(NarrowServer.Running running, HttpClient client, ImageUrls urls) throws Exception {
        byte[] expected = body(urls.proxy().substring("/img".length()));
        for (int i = 0; i < 2; i++) {
            HttpRequest request = HttpRequest.newBuilder(url(running, urls)).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .isEqualTo(expected);
        }
    }

    private static Socket asking(NarrowServer.Running running, ImageUrls urls) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(NarrowServer.FEW_BYTES);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), running.port()));
        socket.getOutputStream()
                .write(("GET " + urls.proxy() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void skipHead(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
        }
    }

    private static URI url(NarrowServer.Running running, ImageUrls urls) {
        return URI.create("http://127.0.0.1:" + running.port() + urls.proxy());
    }

    /** Variants of about 10 to 16 kB, or of this length. */
    private static ImageUrls urls(int number, int length) {
        return ProxyFixture.IMGPROXY
                .image("local:///v" + number)
                .width(length == LONG ? WIDE : 100)
                .urls();
    }

    /** What upstream makes of a path: of no other one. */
    private static byte[] body(String path) {
        int seed = path.hashCode();
        return Images.png(path.contains("w:" + WIDE) ? LONG : 10_000 + Math.floorMod(seed, 6000), seed);
    }
}
