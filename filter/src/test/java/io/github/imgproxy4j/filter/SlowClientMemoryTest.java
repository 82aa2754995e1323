package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.Container.Mapping;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.net.WriteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Tomcat keeps for clients that take nothing. */
@Tag("container")
class SlowClientMemoryTest {
    private static final int CLIENTS = 20;

    /** More than the sockets of one client hold. */
    private static final byte[] IMAGE = Images.png(12_000_000, 1);

    @Test
    void nothingIsKeptBeyondTheBuffersThatEachConnectionHas() throws Exception {
        Queue<ServletRequest> requests = new ConcurrentLinkedQueue<>();
        List<Socket> clients = new ArrayList<>();
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", IMAGE));
                CachingProxy proxy = ProxyFixture.builder(upstream).build();
                Container.Running tomcat = Container.TOMCAT.run("", context -> {
                    Mapping.DEFAULT.register(context, (request, response, chain) -> {
                        requests.add(request);
                        chain.doFilter(request, response);
                    });
                    Mapping.DEFAULT.register(context, new ImgproxyFilter(proxy, "/img"));
                })) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(client(tomcat.port()));
            }
            await().until(() -> requests.size() == CLIENTS && requests.stream().allMatch(this::isStalled));
            assertThat(requests).allSatisfy(request -> {
                WriteBuffer beyond = (WriteBuffer) field(connection(request), "nonBlockingWriteBuffer");
                assertThat(beyond.isEmpty()).isTrue();
            });
            for (Socket client : clients) {
                client.setSoLinger(true, 0);
                client.close();
            }
        }
    }

    private static Socket client(int port) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(4096);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.getOutputStream()
                .write(("GET " + ProxyFixture.urls("slow.png").proxy() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** Whether Tomcat waits for the socket to take more. */
    private boolean isStalled(ServletRequest request) {
        Object response = field(field(field(request, "request"), "coyoteRequest"), "response");
        return Boolean.TRUE.equals(field(response, "registeredForWrite"));
    }

    private static SocketWrapperBase<?> connection(ServletRequest request) {
        Object processor = field(field(field(request, "request"), "coyoteRequest"), "hook");
        return (SocketWrapperBase<?>) field(processor, "socketWrapper");
    }

    private static Object field(Object owner, String name) {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field.get(owner);
            } catch (NoSuchFieldException inherited) {
                // Looked for above.
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        throw new IllegalArgumentException(owner.getClass() + " has no " + name);
    }
}
