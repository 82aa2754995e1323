package io.github.imgproxy4j.embedded.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.testing.StubImgproxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSourcesTest {
    private static final byte[] BODY = {1, 2, 3, 4, 5};

    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String base;
    private HttpSources sources;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serverThreads);
        server.start();
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        sources = sources(new AddressGuard(true, false, false), Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        sources.close();
        server.stop(0);
        serverThreads.shutdownNow();
    }

    @Test
    void bodyAndValidatorsArrive() throws Exception {
        server.createContext("/a", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT");
            answer(exchange, 200, BODY);
        });

        SourceBytes source = load(base + "/a#part");

        assertThat(source.bytes()).containsExactly(BODY);
        assertThat(source.etag()).isEqualTo("\"v1\"");
        assertThat(source.lastModified()).isEqualTo("Sat, 21 Nov 2026 00:00:00 GMT");
    }

    @Test
    void oddCharactersAreEscapedOnTheWay() throws Exception {
        server.createContext(
                "/",
                exchange -> answer(
                        exchange,
                        exchange.getRequestURI().getRawPath().equals("/caf%C3%A9%20%7C%25a") ? 200 : 400,
                        BODY));

        assertThat(load(base + "/café |%25a").bytes()).containsExactly(BODY);
    }

    @Test
    void loopbackIsRefusedByDefault() {
        sources = sources(new AddressGuard(false, false, false), Duration.ofSeconds(30));

        assertRefused(base + "/a", 404, "Invalid source URL");
        assertRefused(base.replace("127.0.0.1", "localhost") + "/a", 404, "Invalid source URL");
    }

    @Test
    void redirectsAreFollowedUpToTheLimit() throws Exception {
        server.createContext("/hop/", exchange -> {
            int left = Integer.parseInt(exchange.getRequestURI().getPath().substring("/hop/".length()));
            exchange.getResponseHeaders().set("Location", Integer.toString(left - 1));
            answer(exchange, left == 0 ? 200 : 302, BODY);
        });

        assertThat(load(base + "/hop/3").bytes()).containsExactly(BODY);
        assertRefused(base + "/hop/4", 404, "Source is unreachable");
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data, Invalid source URL",
        "http://10.1.2.3/a.jpg, Invalid source URL",
        "http://[::ffff:192.168.0.1]/a.jpg, Invalid source URL",
        "//172.16.0.1/a.jpg, Invalid source URL",
        "file:///etc/passwd, Source is unreachable",
        "local:///a.jpg, Source is unreachable",
        "'http:///', Source is unreachable",
    })
    void everyHopIsChecked(String target, String text) {
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            answer(exchange, 301, BODY);
        });

        assertRefused(base + "/away", 404, text);
    }

    @ParameterizedTest
    @CsvSource({"404, 404", "403, 403", "429, 429", "500, 502", "503, 502", "204, 404", "304, 404"})
    void statusOfTheSourceIsTranslated(int sourceStatus, int status) {
        server.createContext("/a", exchange -> answer(exchange, sourceStatus, new byte[0]));

        assertRefused(base + "/a", status, "Source is unreachable");
    }

    @Test
    void bodyOverTheLimitIsBrokenOff() {
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[8192];
            while (testIsOver.getCount() > 0) {
                exchange.getResponseBody().write(chunk);
            }
        });

        assertRefused(base + "/large", 422, "Invalid source image");
    }

    @Test
    void bodyThatIsCutIsRefused() {
        server.createContext("/cut", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(BODY);
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertRefused(base + "/cut", 404, "Source is unreachable");
    }

    /** Each would be a picture if it were read without care. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\n12345EXTRA",
                "Content-Length: 5\r\n\r\n12345HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nEXTRA",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\nEXTRA",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0",
                "Content-Length: +5\r\n\r\n12345",
                "Content-Length: 5\r\nContent-Length: 4\r\n\r\n12345",
            })
    void bodyThatIsLongerOrAmbiguousIsRefused(String framing) throws IOException {
        try (StubImgproxy stub = raw(framing)) {
            assertRefused(stub.url() + "/a", 404, "Source is unreachable");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\n12345",
                "Content-Length: 5, 5\r\n\r\n12345",
                "Transfer-Encoding: chunked\r\n\r\n3\r\n123\r\n2\r\n45\r\n0\r\n\r\n",
                "Connection: close\r\n\r\n12345",
            })
    void everyFramingOfABodyIsRead(String framing) throws Exception {
        try (StubImgproxy stub = raw(framing)) {
            assertThat(load(stub.url() + "/a").bytes()).asString().isEqualTo("12345");
        }
    }

    private static StubImgproxy raw(String framing) throws IOException {
        return StubImgproxy.replying((request, out) -> {
            out.write(("HTTP/1.1 200 OK\r\n" + framing).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return false;
        });
    }

    @Test
    void bodyThatStallsIsGivenUp() {
        sources = sources(new AddressGuard(true, false, false), Duration.ofMillis(200));
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(BODY);
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        assertRefused(base + "/slow", 504, "Source is unreachable");
    }

    @Test
    void nobodyListeningIsUnreachable() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertRefused("http://127.0.0.1:" + port + "/a", 404, "Source is unreachable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http:///a", "http://a b/c", "http://%zz/", "http://h/%zz", "http://[::1/a"})
    void whatIsNoUrlIsRefused(String url) {
        assertRefused(url, 404, "Invalid URL");
    }

    @Test
    void aHostIsLookedUpOnceAndTheCheckedAddressIsUsed() throws Exception {
        server.createContext("/", exchange -> {
            String host = exchange.getRequestHeaders().getFirst("Host");
            answer(exchange, host.startsWith("photos.test:") ? 200 : 400, BODY);
        });
        AtomicInteger lookUps = new AtomicInteger();
        sources = sources(host ->
                new InetAddress[] {InetAddress.getByName(lookUps.incrementAndGet() == 1 ? "127.0.0.1" : "10.1.2.3")});

        assertThat(load(base.replace("127.0.0.1", "photos.test") + "/a").bytes())
                .containsExactly(BODY);
        assertThat(lookUps).hasValue(1);
        assertRefused(base.replace("127.0.0.1", "photos.test") + "/a", 404, "Invalid source URL");
    }

    @Test
    void oneForbiddenAddressForbidsTheHost() {
        sources = sources(host -> addresses("127.0.0.1", "10.1.2.3"));

        assertRefused("http://photos.test/a", 404, "Invalid source URL");
    }

    @Test
    void theNextAddressIsTriedWhenNobodyListensAtOne() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, BODY));
        sources = sources(host -> addresses("127.0.0.3", "127.0.0.1"));

        assertThat(load(base.replace("127.0.0.1", "photos.test") + "/a").bytes())
                .containsExactly(BODY);
    }

    @Test
    void theCertificateMustBeThatOfTheHost(@TempDir Path folder) throws Exception {
        SSLContext context = contextFor("photos.test", folder);
        HttpsServer secured = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(context));
        secured.setExecutor(serverThreads);
        secured.createContext("/", exchange -> answer(exchange, 200, BODY));
        secured.start();
        int port = secured.getAddress().getPort();
        sources = new HttpSources(
                new AddressGuard(true, false, false),
                resolver(host -> addresses("127.0.0.1")),
                () -> context,
                3,
                Duration.ofSeconds(30),
                new MemoryBudget(1 << 30));
        try {
            assertThat(load("https://photos.test:" + port + "/a").bytes()).containsExactly(BODY);
            assertRefused("https://other.test:" + port + "/a", 404, "Source is unreachable");
        } finally {
            secured.stop(0);
        }
    }

    @Test
    void noThreadStaysBehind() throws Exception {
        server.createContext("/", exchange -> answer(exchange, 200, BODY));
        assertThat(ownThreads()).as("before the first fetch").isEmpty();
        load(base + "/a");
        List<Thread> before = ownThreads();
        sources.close();

        for (Thread thread : before) {
            thread.join();
        }
        assertThat(ownThreads()).isEmpty();
    }

    private static List<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(?i)httpclient.*|imgproxy4j.*"))
                .toList();
    }

    @Test
    void aHeadThatDripsIsGivenUp() {
        sources = sources(new AddressGuard(true, false, false), Duration.ofMillis(200));
        try (DrippingServer dripping = new DrippingServer()) {
            assertRefused("http://127.0.0.1:" + dripping.port() + "/a", 504, "Source is unreachable");
        }
    }

    @Test
    void theLimitCountsUnpackedBytes() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, packed(exchange.getRequestURI().getPath().equals("/small") ? 100_000 : 100_001));
        });

        assertThat(load(base + "/small").bytes()).hasSize(100_000);
        assertRefused(base + "/large", 422, "Invalid source image");
    }

    @Test
    void aLongBodyOfUnknownLengthIsPaidForBeforeItIsRead() throws Exception {
        byte[] body = new byte[HttpSources.UNPAID_BYTES + 1];
        MemoryBudget memory = new MemoryBudget(8 << 20);
        unknownLength(memory, body);

        MemoryBudget.Claim others = memory.reserve(7 << 20, Deadline.in(Duration.ofMinutes(1)));
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> sources.load(base + "/unknown", 4 << 20, Deadline.in(Duration.ofMillis(200))))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
        others.close();
        try (SourceBytes source = sources.load(base + "/unknown", 4 << 20, Deadline.in(Duration.ofMinutes(1)))) {
            assertThat(source.bytes()).isEqualTo(body);
            memory.reserve(6 << 20, Deadline.in(Duration.ZERO)).close();
        }
    }

    @Test
    void aShortBodyOfUnknownLengthWaitsForNoMoreThanItsBytes() throws Exception {
        MemoryBudget memory = new MemoryBudget(1 << 20);
        unknownLength(memory, BODY);

        MemoryBudget.Claim others = memory.reserve(900 << 10, Deadline.in(Duration.ofMinutes(1)));
        try (SourceBytes source =
                sources.load(base + "/unknown", Limits.LARGEST_FILE, Deadline.in(Duration.ofMinutes(1)))) {
            assertThat(source.bytes()).containsExactly(BODY);
        }
        others.close();
        memory.reserve(memory.size(), Deadline.in(Duration.ZERO)).close();
    }

    private void unknownLength(MemoryBudget memory, byte[] body) {
        sources = new HttpSources(new AddressGuard(true, false, false), 3, Duration.ofSeconds(30), memory);
        server.createContext("/unknown", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @Test
    void aSourceThatIsClosedGivesItsMemoryBack() throws Exception {
        MemoryBudget memory = new MemoryBudget(128 << 10);
        sources = new HttpSources(new AddressGuard(true, false, false), 3, Duration.ofSeconds(30), memory);
        server.createContext("/", exchange -> answer(exchange, 200, new byte[100_000]));

        for (int round = 0; round < 20; round++) {
            sources.load(base + "/a", 100_000, Deadline.in(Duration.ofMinutes(1)))
                    .close();
            assertRefused(base + "/%zz", 404, "Invalid URL");
            assertThatExceptionOfType(ProcessingException.class)
                    .isThrownBy(() -> sources.load(base + "/a", 99_999, Deadline.in(Duration.ofMinutes(1))));
        }
        memory.reserve(memory.size(), Deadline.in(Duration.ZERO)).close();
    }

    @Test
    void waitingForMemoryIsNotTheSourcesTime() throws Exception {
        MemoryBudget memory = new MemoryBudget(1 << 20);
        sources = new HttpSources(new AddressGuard(true, false, false), 3, Duration.ofMillis(500), memory);
        CountDownLatch asked = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            asked.countDown();
            answer(exchange, 200, BODY);
        });
        MemoryBudget.Claim others = memory.reserve(memory.size(), Deadline.in(Duration.ofMinutes(1)));
        Future<SourceBytes> waiting = serverThreads.submit(() -> load(base + "/a"));
        asked.await();
        Deadline download = Deadline.in(Duration.ofMillis(500));
        while (!download.hasPassed()) {
            Thread.onSpinWait();
        }
        others.close();

        assertThat(waiting.get().bytes()).containsExactly(BODY);
    }

    private static byte[] packed(int size) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[size]);
        }
        return packed.toByteArray();
    }

    @Test
    void closingEndsAFetchThatWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            asked.countDown();
            awaitEnd();
        });
        Future<?> waiting = serverThreads.submit(() -> assertRefused(base + "/a", 404, "Source is unreachable"));
        asked.await();
        sources.close();

        waiting.get();
        assertRefused(base + "/a", 404, "Source is unreachable");
    }

    @Test
    void anInterruptEndsAFetchThatWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            asked.countDown();
            awaitEnd();
        });
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> ended.complete(catchThrowable(() -> load(base + "/a"))));
        thread.start();
        asked.await();
        thread.interrupt();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }

    private static DnsResolver resolver(LookUp lookUp) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return lookUp.resolve(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    /** Which addresses a host has. */
    private interface LookUp {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static InetAddress[] addresses(String... texts) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int index = 0; index < texts.length; index++) {
            addresses[index] = InetAddress.getAllByName(texts[index])[0];
        }
        return addresses;
    }

    private HttpSources sources(LookUp lookUp) {
        return new HttpSources(
                new AddressGuard(true, false, false),
                resolver(lookUp),
                SSLContexts::createSystemDefault,
                3,
                Duration.ofSeconds(30),
                new MemoryBudget(1 << 30));
    }

    /** A context that has a new certificate for one host, and trusts it. */
    private static SSLContext contextFor(String host, Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "not-secret")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), "not-secret".toCharArray());
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, "not-secret".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", keys.getCertificate(keys.aliases().nextElement()));
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private HttpSources sources(AddressGuard guard, Duration downloadTimeout) {
        return new HttpSources(guard, 3, downloadTimeout, new MemoryBudget(1 << 30));
    }

    private SourceBytes load(String url) throws ProcessingException, InterruptedException {
        return sources.load(url, 100_000, Deadline.in(Duration.ofMinutes(1)));
    }

    private void assertRefused(String url, int status, String text) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> load(url))
                .satisfies(refusal -> {
                    assertThat(refusal.publicText()).isEqualTo(text);
                    assertThat(refusal.status()).isEqualTo(status);
                });
    }

    private void awaitEnd() {
        try {
            testIsOver.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bodiless = body.length == 0 || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** Sends the head of an answer byte by byte, without end, until the client goes. */
    private final class DrippingServer implements AutoCloseable {
        private final ServerSocket socket;

        DrippingServer() {
            try {
                socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            } catch (IOException busy) {
                throw new UncheckedIOException(busy);
            }
            serverThreads.execute(this::drip);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void drip() {
            try (Socket client = socket.accept()) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\nA: ".getBytes(StandardCharsets.US_ASCII));
                while (!testIsOver.await(50, TimeUnit.MILLISECONDS)) {
                    client.getOutputStream().write('a');
                }
            } catch (IOException clientHasGone) {
                // That is what the test waits for.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
