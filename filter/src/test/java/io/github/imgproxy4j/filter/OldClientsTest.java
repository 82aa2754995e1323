package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients to which the end of the connection is the end of a body of unknown length, in each container. */
@Tag("container")
class OldClientsTest {
    private static final byte[] IMAGE = Images.png(500_000, 1);
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n", Pattern.CASE_INSENSITIVE);

    /** Version and headers of a request that gets no chunks. */
    private static final List<String> REQUESTS = List.of(
            " HTTP/1.0\r\n\r\n",
            " HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n",
            " HTTP/1.0\r\nHost: h\r\nConnection: close\r\n\r\n",
            " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            " HTTP/1.1\r\nHost: h\r\nConnection: Keep-Alive, Close\r\n\r\n");

    @TempDir
    Path folder;

    private ProxyFixture start(Container container, boolean asyncSupported, Reply reply) throws IOException {
        return given(container)
                .mappedTo(new Container.Mapping("", "/img/*", asyncSupported))
                .storingIn(folder)
                .upstreamReplies(reply);
    }

    @ParameterizedTest
    @EnumSource
    void cutBodyOfUnknownLengthIsAnErrorToClientsWithoutChunks(Container container) throws Exception {
        for (boolean asyncSupported : List.of(true, false)) {
            try (ProxyFixture fixture = start(container, asyncSupported, Reply.chunked("image/png", IMAGE, false))) {
                for (String request : REQUESTS) {
                    ImageUrls urls = ProxyFixture.urls("cut-" + asyncSupported + REQUESTS.indexOf(request));

                    Response response = send(fixture, urls.proxy(), request);

                    assertThat(response.status()).as(request).isEqualTo(502);
                    assertThat(response.body()).isEqualTo("Upstream failed");
                    assertThat(response.isWhole()).as(response.head()).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholeBodyOfUnknownLengthHasALengthForClientsWithoutChunks(Container container) throws Exception {
        for (boolean asyncSupported : List.of(true, false)) {
            try (ProxyFixture fixture = start(container, asyncSupported, Reply.chunked("image/png", IMAGE, true))) {
                for (String request : REQUESTS) {
                    ImageUrls urls = ProxyFixture.urls("whole-" + asyncSupported + REQUESTS.indexOf(request));

                    Response response = send(fixture, urls.proxy(), request);

                    assertThat(response.status()).as(request).isEqualTo(200);
                    assertThat(response.body()).isEqualTo(text(IMAGE));
                    assertThat(response.isWhole()).as(response.head()).isTrue();
                }
            }
        }
    }

    /** The length was told, so that it is seen to be short. */
    @ParameterizedTest
    @EnumSource
    void cutBodyOfKnownLengthIsShorterThanAnnounced(Container container) throws Exception {
        for (boolean asyncSupported : List.of(true, false)) {
            for (String request : REQUESTS) {
                CountDownLatch clientHasAPart = new CountDownLatch(1);
                Reply cut = (stubRequest, out) -> {
                    Reply.head(out, 200, "image/png", "Content-Length: " + IMAGE.length);
                    out.write(IMAGE, 0, 300_000);
                    out.flush();
                    clientHasAPart.await();
                    return false;
                };
                try (ProxyFixture fixture = start(container, asyncSupported, cut);
                        Socket socket = open(
                                fixture,
                                ProxyFixture.urls("known-" + asyncSupported + REQUESTS.indexOf(request))
                                        .proxy(),
                                request)) {
                    InputStream in = socket.getInputStream();
                    byte[] part = in.readNBytes(100_000);
                    clientHasAPart.countDown();
                    Response response = Response.of(part, rest(in));

                    assertThat(response.status()).isEqualTo(200);
                    assertThat(response.head()).contains("Content-Length: " + IMAGE.length);
                    assertThat(response.body().length()).isLessThan(IMAGE.length);
                }
            }
        }
    }

    /** A reset tells a cut as well. */
    private static byte[] rest(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException reset) {
            return new byte[0];
        }
    }

    private static Socket open(ProxyFixture fixture, String path, String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.container.port());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(("GET " + path + request).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Reads until the connection ends, or a kept one has given what it announced. */
    private static Response send(ProxyFixture fixture, String path, String request) throws IOException {
        try (Socket socket = open(fixture, path, request)) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                assertThat(next).as("end within %s", head).isNotNegative();
                head.append((char) next);
            }
            Matcher length = LENGTH.matcher(head);
            byte[] body = request.toLowerCase(Locale.ROOT).contains("keep-alive\r") && length.find()
                    ? in.readNBytes(Integer.parseInt(length.group(1)))
                    : in.readAllBytes();
            return new Response(head.toString(), text(body));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private record Response(String head, String body) {
        static Response of(byte[] begin, byte[] end) {
            String all = text(begin) + text(end);
            int headLength = all.indexOf("\r\n\r\n") + 4;
            return new Response(all.substring(0, headLength), all.substring(headLength));
        }

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        boolean isWhole() {
            Matcher length = LENGTH.matcher(head);
            return length.find() && Integer.parseInt(length.group(1)) == body.length();
        }
    }
}
