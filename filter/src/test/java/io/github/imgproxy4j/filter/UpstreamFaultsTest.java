package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.filter.store.file.FileStore;
import io.github.imgproxy4j.filter.upstream.HttpUpstream;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One faulty response of upstream costs its own request, and nothing else: each fault in each container. */
@Tag("container")
class UpstreamFaultsTest {
    private static final byte[] IMAGE = Images.png(20_000, 1);
    private static final byte[] OTHER = Images.png(20_000, 2);

    @TempDir
    Path folder;

    private interface Fault {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private static Fault framed(String headers, byte[]... bodies) {
        return out -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(ascii("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n" + headers + "\r\n"));
            for (byte[] body : bodies) {
                all.writeBytes(body);
            }
            out.write(all.toByteArray());
            out.flush();
        };
    }

    /** Again and again, so that no read takes long. */
    private static Fault dripping(String text) {
        return out -> {
            CountDownLatch never = new CountDownLatch(1);
            while (!never.await(10, TimeUnit.MILLISECONDS)) {
                out.write(ascii(text));
                out.flush();
            }
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] chunked(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunks.writeBytes(ascii(Integer.toHexString(body.length) + "\r\n"));
        chunks.writeBytes(body);
        chunks.writeBytes(ascii("\r\n0\r\n\r\n"));
        return chunks.toByteArray();
    }

    private static byte[] response(byte[] body) {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(
                ascii("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: " + body.length + "\r\n\r\n"));
        response.writeBytes(body);
        return response.toByteArray();
    }

    /** The same, and the end of the connection. */
    private static Reply cut(Fault fault) {
        return (request, out) -> {
            fault.write(out);
            return false;
        };
    }

    private static Row row(String name, Fault fault) {
        return row(name, (request, out) -> {
            fault.write(out);
            return true;
        });
    }

    private static Row row(String name, Reply reply) {
        return new Row(name, reply);
    }

    private record Row(String name, Reply reply) {}

    private static final List<Row> ROWS = List.of(
            row("another response behind a length", framed("Content-Length: 20000\r\n", IMAGE, response(OTHER))),
            row(
                    "another response behind chunks",
                    framed("Transfer-Encoding: chunked\r\n", chunked(IMAGE), response(OTHER))),
            row("body longer than its length", framed("Content-Length: 10000\r\n", IMAGE)),
            row("body shorter than its length", cut(framed("Content-Length: 30000\r\n", IMAGE))),
            row(
                    "chunks with a short length",
                    framed("Content-Length: 10\r\nTransfer-Encoding: chunked\r\n", chunked(IMAGE))),
            row("two lengths", framed("Content-Length: 20000\r\nContent-Length: 10\r\n", IMAGE)),
            row("list of lengths", framed("Content-Length: 20000, 10\r\n", IMAGE)),
            row("signed length", framed("Content-Length: +20000\r\n", IMAGE)),
            row("chunked twice", framed("Transfer-Encoding: chunked, chunked\r\n", chunked(IMAGE))),
            row("unknown coding", framed("Transfer-Encoding: identity\r\nContent-Length: 20000\r\n", IMAGE)),
            row("chunks without an end", cut(framed("Transfer-Encoding: chunked\r\n", ascii("4e20\r\n"), IMAGE))),
            row("head of many bytes", framed(("X: " + "y".repeat(50_000) + "\r\n").repeat(6), IMAGE)),
            row("head that drips", dripping("H")),
            row("interim responses without end", dripping("HTTP/1.1 103 Early Hints\r\n\r\n")));

    /** Passed on, it would be more than a container sends of headers. */
    @ParameterizedTest
    @EnumSource
    void endlessParametersOfAMediaTypeAreLeftOut(Container container) throws Exception {
        byte[] image = Images.png(500, 1);
        try (ProxyFixture proxy = ProxyFixture.given(container)
                .storingIn(folder)
                .upstreamReplies(Reply.image("image/png; a=" + "b".repeat(60_000), image))) {
            for (int i = 0; i < 2; i++) {
                proxy.get(ProxyFixture.urls("long").proxy())
                        .hasStatus(200)
                        .hasHeader("Content-Type", "image/png")
                        .hasBody(image);
                proxy.settle();
            }
            proxy.hasFetched(1).hasStored(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultIsAnErrorAndNothingOfItIsStoredAndThoseAfterItAreRight(Container container) throws Exception {
        for (Row row : ROWS) {
            try (StubImgproxy stub = StubImgproxy.replying(row.reply);
                    CachingProxy proxy = CachingProxy.builder(
                                    ProxyFixture.IMGPROXY,
                                    HttpUpstream.builder(stub.url())
                                            .connectTimeout(Duration.ofMinutes(1))
                                            .responseTimeout(Duration.ofSeconds(2))
                                            .build())
                            .store(new FileStore(Files.createDirectories(folder.resolve(container + row.name))))
                            .build();
                    Container.Running running =
                            container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
                ImageUrls broken = ProxyFixture.urls("broken.png");
                assertError(row, running, broken.proxy());
                ProxyFixture.settle(proxy);
                assertThat(get(running, broken.cached()).statusCode())
                        .as(row.name)
                        .isEqualTo(404);

                stub.reply(Reply.image("image/png", IMAGE));
                for (String name : List.of("second.png", "third.png", "fourth.png")) {
                    HttpResponse<byte[]> right =
                            get(running, ProxyFixture.urls(name).proxy());
                    assertThat(right.statusCode()).as(row.name).isEqualTo(200);
                    assertThat(right.body()).as(row.name).isEqualTo(IMAGE);
                }
            }
        }
    }

    /** A status, or an end of the connection that a client cannot take for the end of the image. */
    private static void assertError(Row row, Container.Running running, String path) throws InterruptedException {
        try {
            assertThat(get(running, path).statusCode()).as(row.name).isIn(502, 504);
        } catch (IOException cut) {
            assertThat(cut).as(row.name).hasMessageNotContaining("timed out");
        }
    }

    private static HttpResponse<byte[]> get(Container.Running running, String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(ProxyFixture.request(running, "GET", path), HttpResponse.BodyHandlers.ofByteArray());
    }
}
