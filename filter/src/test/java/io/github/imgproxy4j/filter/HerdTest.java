package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thousands of clients that want one variant at one time, which nobody has yet. */
class HerdTest {
    private static final int CLIENTS = 2000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final byte[] IMAGE = Images.png(200_000, 1);
    private static final long CHECKSUM = checksum(IMAGE);
    private static final ImageUrls URLS = ProxyFixture.urls("cat.png");

    @TempDir
    Path folder;

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Container.class,
            names = {"JETTY", "TOMCAT"})
    void allGetTheWholeOfOneFetchWhoseBytesAreHeldOnce(Container container) throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (ProxyFixture fixture = given(container)
                        .storingIn(folder)
                        .upstreamReplies(Reply.paused("image/png", IMAGE, IMAGE.length / 2, goOn));
                Herd herd = new Herd(fixture.container.url(URLS.proxy()), CLIENTS)) {
            herd.ask();
            await().atMost(PATIENCE)
                    .until(() -> fixture.proxy.readersOf(URLS.key()) == CLIENTS
                            && fixture.proxy.relayBytes() >= IMAGE.length / 2);
            long heldForAll = fixture.proxy.relayBytes();

            goOn.countDown();
            herd.read(PATIENCE);
            fixture.settle();

            assertThat(herd.complete()).as("complete").isEqualTo(CLIENTS);
            assertThat(heldForAll).as("bytes held for all of them").isLessThan(IMAGE.length + 65_536L);
            assertThat(fixture.proxy.relayBytes()).as("bytes held afterwards").isZero();
            fixture.hasFetched(1).hasStored(1);
        }
    }

    /** Connections on one thread. */
    private static final class Herd implements Closeable {
        private final Selector selector = Selector.open();
        private final List<Client> clients = new ArrayList<>();
        private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        private final ByteBuffer request;

        Herd(URI url, int count) throws IOException {
            request = ByteBuffer.wrap(
                    ("GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < count; i++) {
                clients.add(new Client(url));
            }
        }

        void ask() throws IOException {
            for (Client client : clients) {
                client.channel.write(request.duplicate());
            }
        }

        void read(Duration limit) throws IOException {
            long giveUp = System.nanoTime() + limit.toNanos();
            while (complete() < clients.size() && System.nanoTime() < giveUp) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Client) key.attachment()).read();
                }
                selector.selectedKeys().clear();
            }
        }

        long complete() {
            return clients.stream().filter(client -> client.whole).count();
        }

        @Override
        public void close() throws IOException {
            for (Client client : clients) {
                client.channel.close();
            }
            selector.close();
        }

        private final class Client {
            private final SocketChannel channel = SocketChannel.open();
            private final CRC32 received = new CRC32();
            private long bytes = -1;
            private boolean whole;

            Client(URI url) throws IOException {
                channel.connect(new InetSocketAddress(url.getHost(), url.getPort()));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, this);
            }

            void read() throws IOException {
                if (channel.read(buffer.clear()) < 0) {
                    throw new EOFException("cut after " + bytes + " bytes");
                }
                buffer.flip();
                if (bytes < 0) {
                    skipHead();
                }
                bytes += buffer.remaining();
                received.update(buffer);
                whole = bytes == IMAGE.length && received.getValue() == CHECKSUM;
            }

            /** All of it comes at once. */
            private void skipHead() {
                String text =
                        StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
                assertThat(text).startsWith("HTTP/1.1 200 ");
                buffer.position(text.indexOf("\r\n\r\n") + 4);
                bytes = 0;
            }
        }
    }
}
