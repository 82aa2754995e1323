package io.github.imgproxy4j.embedded.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.StubImgproxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the body of a source is framed, limited and timed. */
class HttpSourceBodyTest extends HttpSourcesFixture {
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

    /** Each would be an image if it were read without care. */
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
    void bodyThatStallsIsAborted() {
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
    void aHeadThatArrivesTooSlowlyIsAborted() {
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

    private static byte[] packed(int size) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[size]);
        }
        return packed.toByteArray();
    }

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
