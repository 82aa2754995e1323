package io.github.imgproxy4j.embedded.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server on the loopback interface, and {@link HttpSources} that fetch from it. */
abstract class HttpSourcesFixture {
    static final byte[] BODY = {1, 2, 3, 4, 5};

    final CountDownLatch testIsOver = new CountDownLatch(1);
    final ExecutorService serverThreads = Executors.newCachedThreadPool();
    HttpServer server;
    String base;
    HttpSources sources;

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

    static DnsResolver resolver(LookUp lookUp) {
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
    interface LookUp {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    static InetAddress[] addresses(String... texts) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int index = 0; index < texts.length; index++) {
            addresses[index] = InetAddress.getAllByName(texts[index])[0];
        }
        return addresses;
    }

    HttpSources sources(LookUp lookUp) {
        return new HttpSources(
                new AddressGuard(true, false, false),
                resolver(lookUp),
                SSLContexts::createSystemDefault,
                3,
                Duration.ofSeconds(30),
                new MemoryBudget(1 << 30));
    }

    HttpSources sources(AddressGuard guard, Duration downloadTimeout) {
        return new HttpSources(guard, 3, downloadTimeout, new MemoryBudget(1 << 30));
    }

    SourceBytes load(String url) throws ProcessingException, InterruptedException {
        return sources.load(url, 100_000, Deadline.in(Duration.ofMinutes(1)));
    }

    void assertRefused(String url, int status, String text) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> load(url))
                .satisfies(refusal -> {
                    assertThat(refusal.publicText()).isEqualTo(text);
                    assertThat(refusal.status()).isEqualTo(status);
                });
    }

    void awaitEnd() {
        try {
            testIsOver.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bodiless = body.length == 0 || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
