package io.github.imgproxy4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A complete response as a client received it, with the assertions that most tests need. */
public final class ReceivedResponse implements HttpResponse<byte[]> {
    private final HttpResponse<byte[]> response;

    ReceivedResponse(HttpResponse<byte[]> response) {
        this.response = response;
    }

    /** The status is this one. */
    public ReceivedResponse hasStatus(int status) {
        assertThat(statusCode()).as("status of %s", request()).isEqualTo(status);
        return this;
    }

    /** The header is there once, with this value. */
    public ReceivedResponse hasHeader(String name, String value) {
        assertThat(headers().allValues(name)).as("%s of %s", name, request()).containsExactly(value);
        return this;
    }

    /** The header is there once, and its value matches this regular expression. */
    public ReceivedResponse hasHeaderMatching(String name, String pattern) {
        assertThat(headers().allValues(name))
                .as("%s of %s", name, request())
                .singleElement()
                .asString()
                .matches(pattern);
        return this;
    }

    /** None of these headers is there. */
    public ReceivedResponse hasNoHeader(String... names) {
        for (String name : names) {
            assertThat(headers().allValues(name))
                    .as("%s of %s", name, request())
                    .isEmpty();
        }
        return this;
    }

    /** The body has these bytes. */
    public ReceivedResponse hasBody(byte[] bytes) {
        assertThat(body()).as("body of %s", request()).isEqualTo(bytes);
        return this;
    }

    /** The body is this text in UTF-8. */
    public ReceivedResponse hasText(String text) {
        assertThat(text()).as("body of %s", request()).isEqualTo(text);
        return this;
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /** The first value of a header, or the empty string. */
    public String header(String name) {
        List<String> values = headers().allValues(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    @Override
    public int statusCode() {
        return response.statusCode();
    }

    @Override
    public HttpRequest request() {
        return response.request();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
        return response.previousResponse();
    }

    @Override
    public HttpHeaders headers() {
        return response.headers();
    }

    @Override
    public byte[] body() {
        return response.body();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return response.sslSession();
    }

    @Override
    public URI uri() {
        return response.uri();
    }

    @Override
    public HttpClient.Version version() {
        return response.version();
    }
}
