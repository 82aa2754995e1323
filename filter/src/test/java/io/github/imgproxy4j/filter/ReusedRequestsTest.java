package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static io.github.imgproxy4j.filter.ProxyFixture.urls;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.ReceivedResponse;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Containers use the objects of a request that has ended for the next one, whose response must not be touched by what still
 * happens to the first.
 */
@Tag("container")
class ReusedRequestsTest {
    private static final byte[] LARGE = Images.png(3_000_000, 2);
    private static final int SENT = 100_000;
    private static final int ROUNDS = 10;
    private static final int CLIENTS = 10;

    @TempDir
    Path folder;

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void clientsThatLeaveDoNotDamageTheResponsesOfOthers(Container container) throws Exception {
        Reply gated = (request, out) ->
                Reply.paused("image/png", LARGE, SENT, gateOf(nameOf(request))).write(request, out);
        try (ProxyFixture proxy = given(container).storingIn(folder).upstreamReplies(gated)) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = round + ".jpg";
                for (int client = 0; client < CLIENTS; client++) {
                    leave(proxy, name);
                }
                List<CompletableFuture<ReceivedResponse>> staying = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    staying.add(proxy.getAsync(urls(name).proxy()));
                }
                gateOf(name).countDown();

                for (CompletableFuture<ReceivedResponse> client : staying) {
                    client.get().hasBody(LARGE);
                }
                proxy.hasFetched(round + 1);
            }
        }
    }

    private CountDownLatch gateOf(String name) {
        return gates.computeIfAbsent(name, any -> new CountDownLatch(1));
    }

    private static String nameOf(StubImgproxy.Request request) {
        String encoded = request.target().substring(request.target().lastIndexOf('/') + 1);
        String source = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        return source.substring(source.lastIndexOf('/') + 1);
    }

    /** Takes a part of an image and resets the connection. */
    private static void leave(ProxyFixture proxy, String name) throws Exception {
        try (Socket leaving = new Socket(InetAddress.getLoopbackAddress(), proxy.container.port())) {
            OutputStream out = leaving.getOutputStream();
            String request = "GET " + urls(name).proxy() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(leaving.getInputStream().readNBytes(SENT / 2)).hasSize(SENT / 2);
            leaving.setSoLinger(true, 0);
        }
    }
}
