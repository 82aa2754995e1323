package io.github.imgproxy4j.cli.doctor;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP response, whole. */
public final class Response {
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?(\\d{1,18})");

    private final URI uri;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Response(URI uri, int status, HttpHeaders headers, byte[] body) {
        this.uri = uri;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** What was asked for at last, after redirects. */
    public URI uri() {
        return uri;
    }

    public int status() {
        return status;
    }

    public boolean is(int wanted) {
        return status == wanted;
    }

    public byte[] body() {
        return body;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** All lines of a header, joined by commas; empty if there is none. */
    public String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    /** All lines of a header. */
    public HttpHeaders headers() {
        return headers;
    }

    /** The media type without parameters, in lower case; empty if there is none. */
    public String type() {
        return header("Content-Type").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    /** Whether this is an image that was delivered. */
    public boolean isImage() {
        return status == 200 && type().startsWith("image/");
    }

    /** How long it may be kept, by {@code max-age}. */
    public OptionalLong maxAgeSeconds() {
        Matcher matcher = MAX_AGE.matcher(header("Cache-Control"));
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The clock of the server. */
    public Optional<Instant> date() {
        try {
            return headers.firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
