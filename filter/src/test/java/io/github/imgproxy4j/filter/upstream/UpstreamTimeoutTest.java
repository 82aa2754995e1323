package io.github.imgproxy4j.filter.upstream;

import static io.github.imgproxy4j.filter.upstream.UpstreamFixture.PATIENCE;
import static io.github.imgproxy4j.filter.upstream.UpstreamFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is too slow: to accept a connection, to shake hands, to send its head, or to send all of it. */
class UpstreamTimeoutTest {
    @RegisterExtension
    private final UpstreamFixture upstream = new UpstreamFixture();

    @Test
    void silenceIsATimeout() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        upstream.replies((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            never.await();
            return false;
        });
        HttpUpstream hasty = upstream.client(upstream.server().url(), PATIENCE, Duration.ofMillis(100));

        assertThatThrownBy(() -> hasty.fetch(request()))
                .isInstanceOf(UpstreamTimeoutException.class)
                .hasMessageContaining("did not respond within PT0.1S");
    }

    /** Each byte of it comes in time, so that no read takes too long. */
    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 200 OK\r\nX: |y", "|HTTP/1.1 103 Early Hints\r\n\r\n", "HTTP/1.1 200 OK\r\n|X: y\r\n"})
    void responseHeadThatArrivesTooSlowlyIsATimeout(String drip) throws IOException {
        upstream.replies(dripping(drip));
        HttpUpstream hasty = upstream.client(upstream.server().url(), PATIENCE, Duration.ofMillis(300));

        assertThatThrownBy(() -> hasty.fetch(request()))
                .isInstanceOf(UpstreamTimeoutException.class)
                .hasMessageContaining("did not respond within PT0.3S");
        assertThat(upstream.server().requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|HTTP/1.1 103 Early Hints\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|1\r\nx\r\n"
            })
    void healthRouteThatArrivesTooSlowlyIsATimeout(String drip) throws IOException {
        upstream.replies(dripping(drip));
        HttpUpstream hasty = upstream.client(upstream.server().url(), PATIENCE, Duration.ofMillis(100));

        assertThatThrownBy(hasty::checkReady)
                .isInstanceOf(UpstreamTimeoutException.class)
                .hasMessageContaining("did not respond within PT2S");
    }

    /** Sends the text before the bar once, and the text after it again and again. */
    private static Reply dripping(String text) {
        String[] parts = text.split("\\|", -1);
        return (request, out) -> {
            out.write(parts[0].getBytes(StandardCharsets.US_ASCII));
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(10, TimeUnit.MILLISECONDS)) {
                out.write(parts[1].getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            return false;
        };
    }

    @Test
    void handshakeThatStallsIsATimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("https://127.0.0.1:" + silent.getLocalPort());
            HttpUpstream hasty = upstream.client(url, PATIENCE, Duration.ofMillis(300));

            assertThatThrownBy(() -> hasty.fetch(request()))
                    .isInstanceOf(UpstreamTimeoutException.class)
                    .hasMessageContaining("did not respond within PT0.3S");
        }
    }

    @Test
    void serverThatAcceptsNoConnectionIsATimeout() throws IOException {
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fillQueue(full, filling);
            URI url = URI.create("http://127.0.0.1:" + full.getLocalPort());
            HttpUpstream hasty = upstream.client(url, Duration.ofMillis(100), PATIENCE);

            assertThatThrownBy(hasty::checkReady)
                    .isInstanceOf(UpstreamTimeoutException.class)
                    .hasMessageContaining("did not accept a connection in time");
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    /** Nobody accepts, so the queue of the listening socket is full after a few connections. */
    private static void fillQueue(ServerSocket full, List<Socket> filling) throws IOException {
        try {
            for (int i = 0; i < 1000; i++) {
                Socket socket = new Socket();
                filling.add(socket);
                socket.connect(full.getLocalSocketAddress(), 500);
            }
        } catch (SocketTimeoutException isFull) {
            return;
        }
        throw new AssertionError("the queue takes all connections");
    }
}
