package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAnswerTest {
    private static final int MAX_BYTES = 100;

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK|Content-Length: 3||abc', abc",
        "'HTTP/1.1 200|content-length:3||abcdef', abc",
        "'HTTP/1.0 200 OK||abc', abc",
        "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abc|2;x=y|de|0||', abcde",
        "'HTTP/1.1 200 OK|Transfer-Encoding: Chunked|Content-Length: 1||1|a|0||', a",
        "'HTTP/1.1 100 Continue||HTTP/1.1 103 Early Hints|Link: a||HTTP/1.1 200 OK|Content-Length: 1||a', a",
        "'HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 1||a', a",
        "'HTTP/1.1 200 OK|Content-Length: 0||', ''",
    })
    void bodiesAreFramedByTheRules(String answer, String body) throws IOException {
        assertThat(new String(read(answer).body(MAX_BYTES), StandardCharsets.US_ASCII))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 4||abc",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abc|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|abcd|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|abc",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-1|abc|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||0||",
                "HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2||ab",
                "HTTP/1.1 200 OK|Content-Length: -1||ab",
                "HTTP/1.1 200 OK|Content-Encoding: br|Content-Length: 2||ab",
                "HTTP/1.1 200 OK|no header||",
                "HTTP/2 200||",
                "SSH-2.0-OpenSSH|",
                "HTTP/1.1 200 OK|Content-Length: 3",
                "",
            })
    void aBodyThatIsNotWholeNeverPassesForOne(String answer) {
        assertThatIOException().isThrownBy(() -> read(answer).body(MAX_BYTES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 101||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||ffffff|",
                "HTTP/1.1 200 OK||",
            })
    void aBodyOverTheLimitIsBrokenOff(String head) {
        assertThatExceptionOfType(SourceAnswer.TooLargeException.class)
                .isThrownBy(() -> read(head + "x".repeat(101)).body(MAX_BYTES));
    }

    @Test
    void theLimitCountsUnpackedBytes() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[10_000]);
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n";
        byte[] answer = TestImages.concat(head.getBytes(StandardCharsets.US_ASCII), packed.toByteArray());

        assertThat(SourceAnswer.read(new ByteArrayInputStream(answer)).body(10_000))
                .hasSize(10_000);
        assertThatExceptionOfType(SourceAnswer.TooLargeException.class)
                .isThrownBy(() ->
                        SourceAnswer.read(new ByteArrayInputStream(answer)).body(9_999));
    }

    @Test
    void aHeadWithoutEndIsGivenUp() {
        assertThatIOException().isThrownBy(() -> read("HTTP/1.1 200 OK|A: " + "a".repeat(70_000) + "||"));
        assertThatIOException().isThrownBy(() -> read("HTTP/1.1 200 OK" + "|A: a".repeat(20_000) + "||"));
        assertThatIOException().isThrownBy(() -> read("HTTP/1.1 103 Early Hints||".repeat(100)));
    }

    /** Reads an answer with bars for line ends. */
    private static SourceAnswer read(String answer) throws IOException {
        return SourceAnswer.read(
                new ByteArrayInputStream(answer.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
