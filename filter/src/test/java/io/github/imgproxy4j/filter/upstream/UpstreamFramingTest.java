package io.github.imgproxy4j.filter.upstream;

import static io.github.imgproxy4j.filter.upstream.UpstreamFixture.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a response ends: RFC 9112, section 6.3; a response that can be read in two ways is an error. */
class UpstreamFramingTest {
    @RegisterExtension
    private final UpstreamFixture upstream = new UpstreamFixture();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200\r\ncontent-length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\nContent-Length:3\n\nabc",
                "HTTP/1.0 200 OK\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\n\r\nabc",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1;x=y\r\na\r\n2 \r\nbc\r\n0\r\nTrailer: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: \tchunked \r\n\r\n00003\r\nabc\r\n000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 003\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\nContent-Length: 03\r\n\r\nabc",
            })
    void everyFramingOfABodyIsRead(String response) throws IOException {
        upstream.replies(raw(response));
        try (UpstreamResponse known = upstream.fetch(Map.of())) {
            assertThat(known.contentLength())
                    .isEqualTo(
                            response.toLowerCase(Locale.ROOT).contains("content-length")
                                    ? OptionalLong.of(3)
                                    : OptionalLong.empty());
            assertThat(known.body().readAllBytes()).asString().isEqualTo("abc");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 0x3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3.0\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3,\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3, 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 13\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding:\r\n\r\nabc",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked;q=1\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n 3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000000000000003\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nNo header\r\n\r\nabc",
                "HTTP/2 200\r\n\r\nabc",
                "SSH-2.0-OpenSSH_9\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "",
            })
    void bodyThatIsCutOrAmbiguousIsAnError(String response) throws IOException {
        upstream.replies(raw(response));
        assertThatThrownBy(upstream::body).isInstanceOf(IOException.class);
    }

    @Test
    void floodOfHeadersIsAnError() throws IOException {
        upstream.replies(raw("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000)));
        assertThatThrownBy(upstream::body).isInstanceOf(IOException.class).hasMessageContaining("header count");
        upstream.replies(raw("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000)));
        assertThatThrownBy(upstream::body).isInstanceOf(IOException.class).hasMessageContaining("line length");
        upstream.replies(raw("HTTP/1.1 200 OK\r\n" + ("X: " + "y".repeat(50_000) + "\r\n").repeat(6)));
        assertThatThrownBy(upstream::body)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 262144 bytes");
        upstream.replies(raw("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n".repeat(10_000)));
        assertThatThrownBy(upstream::body)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 262144 bytes");
        upstream.replies(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0;" + "x".repeat(100_000)));
        assertThatThrownBy(upstream::body).isInstanceOf(IOException.class).hasMessageContaining("malformed chunk");
        upstream.replies(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + "x: y\r\n".repeat(20_000)));
        assertThatThrownBy(upstream::body).isInstanceOf(IOException.class).hasMessageContaining("malformed chunk");
    }

    /** Each read is a write to every client. */
    @Test
    void smallChunksThatCameTogetherAreReadTogether() throws IOException {
        String chunks = "a\r\n0123456789\r\n".repeat(100);
        upstream.replies(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n"));
        int reads = 0;
        int bytes = 0;
        try (UpstreamResponse known = upstream.fetch(Map.of())) {
            byte[] target = new byte[4096];
            for (int count = known.body().read(target);
                    count >= 0;
                    count = known.body().read(target)) {
                reads++;
                bytes += count;
            }
        }
        assertThat(bytes).isEqualTo(1000);
        assertThat(reads).isLessThan(20);
    }
}
