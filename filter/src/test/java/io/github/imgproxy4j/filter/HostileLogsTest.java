package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we and the container log of hostile sources, answers and cut bodies, in each container. */
@Tag("container")
class HostileLogsTest {
    private static final byte[] IMAGE = Images.png(600_000, 1);
    private static final List<String> SOURCES = List.of(
            "https://user:hunter2@h.test/a.jpg?X-Amz-Signature=hunter2",
            "https://h.test/a.jpg?a\n2026-01-01 ERROR forged hunter2",
            "local:///a\r\n2026-01-01 ERROR forged.jpg",
            "local:///\u001b[31mred\u009b2J.jpg",
            "local:///\u202egpj.exe");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream julBytes = new ByteArrayOutputStream();

    /** Tomcat logs with the JDK's own logging. */
    private final Handler jul = new StreamHandler(julBytes, new SimpleFormatter()) {
        @Override
        public synchronized void publish(LogRecord line) {
            super.publish(line);
            flush();
        }
    };

    private static Map<String, Reply> replies() {
        Map<String, Reply> replies = new LinkedHashMap<>();
        replies.put("stored", Reply.image("image/png", IMAGE));
        replies.put("gone", Reply.status(404, "no \u001b[31m"));
        replies.put("failed", Reply.status(500, "failed"));
        replies.put("odd type", Reply.image("text/\u001b[31m", IMAGE));
        replies.put("odd vary", Reply.image("image/png", IMAGE, "Vary: \u001b[31m"));
        replies.put("odd header", Reply.image("image/png", IMAGE, "\u001b[31m"));
        replies.put("odd length", Reply.image("image/png", IMAGE, "Content-Length: \u001b[31m"));
        replies.put("odd start", (request, out) -> {
            out.write("HTTP/\u001b[31m\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return false;
        });
        return replies;
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfOthersReachesALogAsItIs(Container container) throws Exception {
        try (CapturedLog log = new CapturedLog();
                ProxyFixture fixture = given(container).storingIn(folder).upstreamReplies(Reply.status(404, "none"))) {
            Logger.getLogger("").addHandler(jul);
            for (Map.Entry<String, Reply> reply : replies().entrySet()) {
                fixture.upstream.reply(reply.getValue());
                for (String source : SOURCES) {
                    ImageUrls urls = ProxyFixture.IMGPROXY
                            .image(source)
                            .width(1 + SOURCES.indexOf(source))
                            .filename(reply.getKey().replace(' ', '-'))
                            .urls();
                    assertThat(fixture.get(urls.proxy()).statusCode()).isIn(200, 404, 502);
                    fixture.settle();
                    assertClean(log, urls);
                }
            }
            assertThat(log.lines("red").toString())
                    .contains("/local:///\\u001b[31mred\\u009b2J.jpg", "upstream responded with 404");
            assertThat(log.lines("local:///a\\u000d\\u000a2026-01-01 ERROR forged.jpg"))
                    .isNotEmpty();
            assertThat(log.lines("https://h.test/a.jpg")).isNotEmpty();
        } finally {
            Logger.getLogger("").removeHandler(jul);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutBodyPutsNoSignatureIntoTheLog(Container container) throws Exception {
        for (boolean asyncSupported : List.of(true, false)) {
            for (String framing : List.of("Content-Length: " + IMAGE.length, "Transfer-Encoding: chunked")) {
                CountDownLatch clientHasAPart = new CountDownLatch(1);
                Reply cut = (request, out) -> {
                    Reply.head(out, 200, "image/png", framing);
                    if (framing.startsWith("T")) {
                        out.write((Integer.toHexString(IMAGE.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write(IMAGE, 0, 400_000);
                    out.flush();
                    clientHasAPart.await();
                    return false;
                };
                ImageUrls urls = ProxyFixture.urls("cut-" + asyncSupported + framing.charAt(0));
                Logger.getLogger("").addHandler(jul);
                try (CapturedLog log = new CapturedLog()) {
                    try (ProxyFixture fixture = given(container)
                            .mappedTo(new Container.Mapping("", "/img/*", asyncSupported))
                            .storingIn(
                                    Files.createDirectories(folder.resolve(framing.substring(0, 1) + asyncSupported)))
                            .upstreamReplies(cut)) {
                        HttpResponse<InputStream> response = fixture.open(urls.proxy());
                        assertCut(response, clientHasAPart);
                        fixture.settle();
                    }
                    assertClean(log, urls);
                    assertThat(log.lines("upstream failed for")).hasSize(1);
                    assertThat(julBytes.toString(StandardCharsets.UTF_8)).doesNotContain("exception", "Exception");
                } finally {
                    Logger.getLogger("").removeHandler(jul);
                }
            }
        }
    }

    private static void assertCut(HttpResponse<InputStream> response, CountDownLatch clientHasAPart)
            throws IOException {
        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(100_000)).hasSize(100_000);
            clientHasAPart.countDown();
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    private void assertClean(CapturedLog log, ImageUrls urls) {
        String signature = urls.signedPath().text().split("/", -1)[1];
        String encoded = urls.path().substring(urls.path().lastIndexOf('/') + 1);
        List<String> lines = new ArrayList<>(log.lines(""));
        julBytes.toString(StandardCharsets.UTF_8).lines().forEach(lines::add);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain(signature, encoded.substring(0, Math.min(20, encoded.length())), "hunter2")
                        .doesNotStartWith("2026-01-01 ERROR forged")
                        .matches("[^\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202e]*"));
    }
}
