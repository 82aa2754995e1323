package io.github.imgproxy4j.filter.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.Imgproxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An imgproxy behind TLS, with a certificate for {@code localhost} that is made here. */
class TlsUpstreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "changeit";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    private static final String ABC = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
    private static final String EXTRA = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nEXTRA";

    @TempDir
    Path folder;

    /** Each as the records that it is sent in; the last one again and again. */
    private final List<List<String>> answers = new CopyOnWriteArrayList<>(List.of(List.of(ABC)));

    private final CountDownLatch firstIsSent = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SSLServerSocket listening;
    private KeyStore keys;

    @BeforeEach
    void listen() throws Exception {
        keys = certificateFor("localhost");
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD.toCharArray());
        SSLContext serverSide = SSLContext.getInstance("TLS");
        serverSide.init(keyManagers.getKeyManagers(), null, null);
        listening = (SSLServerSocket)
                serverSide.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    @AfterEach
    void close() throws IOException {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
        listening.close();
        threads.shutdownNow();
    }

    @Test
    void certificateThatTheJvmTrustsIsAccepted() throws Exception {
        trust(keys);
        try (HttpUpstream upstream = upstream("localhost");
                UpstreamResponse response = upstream.fetch(request())) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body().readAllBytes()).asString().isEqualTo("abc");
        }
    }

    @Test
    void surplusInTheRecordOfTheBodyFailsItAndIsNotTheNextResponse() throws Exception {
        trust(keys);
        answers.add(0, List.of(ABC + EXTRA));
        try (HttpUpstream upstream = upstream("localhost")) {
            assertThatThrownBy(() -> body(upstream)).hasMessageContaining("more bytes than it announced");
            assertThat(body(upstream)).isEqualTo("abc");
        }
    }

    /** The body may be over before it arrives; then the connection is not used again. */
    @Test
    void surplusInATlsRecordOfItsOwnIsNotTheNextResponse() throws Exception {
        trust(keys);
        answers.add(0, List.of(ABC, EXTRA));
        try (HttpUpstream upstream = upstream("localhost")) {
            try {
                assertThat(body(upstream)).isEqualTo("abc");
            } catch (IOException noticed) {
                assertThat(noticed).hasMessageContaining("more bytes than it announced");
            }
            assertThat(firstIsSent.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(List.of(body(upstream), body(upstream))).containsOnly("abc");
        }
    }

    private static String body(HttpUpstream upstream) throws IOException {
        try (UpstreamResponse response = upstream.fetch(request())) {
            return new String(response.body().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void certificateOfAnotherHostIsRefused() throws Exception {
        trust(keys);
        try (HttpUpstream upstream = upstream("127.0.0.1")) {
            assertThatThrownBy(() -> upstream.fetch(request()))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void certificateOfAnUnknownAuthorityIsRefused() throws Exception {
        trust(certificateFor("other"));
        try (HttpUpstream upstream = upstream("localhost")) {
            assertThatThrownBy(() -> upstream.fetch(request())).isInstanceOf(SSLException.class);
        }
    }

    private HttpUpstream upstream(String host) {
        URI url = URI.create("https://" + host + ":" + listening.getLocalPort());
        return HttpUpstream.builder(url)
                .connectTimeout(PATIENCE)
                .responseTimeout(PATIENCE)
                .build();
    }

    private static UpstreamRequest request() {
        Imgproxy imgproxy = Imgproxy.builder().allowUnsigned(true).build();
        return UpstreamRequest.builder(imgproxy.image("local:///cat.jpg").urls().signedPath())
                .build();
    }

    private KeyStore certificateFor(String host) throws Exception {
        Path file = folder.resolve(host + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", "test", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", file.toString()));
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor()).as("keytool, see %s", log).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    /** As somebody does who gives the JVM a trust store. */
    private void trust(KeyStore certificates) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", certificates.getCertificate("test"));
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                SSLSocket connection = (SSLSocket) listening.accept();
                // Else the system holds a second record back until the first one is acknowledged.
                connection.setTcpNoDelay(true);
                threads.execute(() -> answer(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(SSLSocket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            while (line != null) {
                while (!line.isEmpty()) {
                    line = in.readLine();
                }
                for (String record : answers.size() == 1 ? answers.get(0) : answers.remove(0)) {
                    connection.getOutputStream().write(record.getBytes(StandardCharsets.US_ASCII));
                }
                firstIsSent.countDown();
                line = in.readLine();
            }
        } catch (IOException refused) {
            // The client says why.
        }
    }
}
