package io.github.imgproxy4j.embedded.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which address and which certificate a host may have. */
class HttpSourceHostTest extends HttpSourcesFixture {
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
    void theNextAddressIsTriedIfOneIsUnreachable() throws Exception {
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
}
