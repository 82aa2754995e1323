package io.github.imgproxy4j.filter.upstream;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status line and headers of a response (RFC 9112). Immutable.
 *
 * @param status the status
 * @param headers the headers, one octet as one character
 * @param persistent whether the connection may be used again once the body was read
 */
record ResponseHead(int status, HttpHeaders headers, boolean persistent) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([0-9]) ([1-5][0-9]{2})( .*)?");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_LINES = 200;
    private static final int MOST_INTERIM_RESPONSES = 10;

    /** Reads a final response; interim ones (1xx) are skipped. */
    static ResponseHead read(HttpConnection connection) throws IOException {
        for (int i = 0; i <= MOST_INTERIM_RESPONSES; i++) {
            ResponseHead head = readOne(connection);
            if (head.status >= 200) {
                return head;
            }
        }
        throw new IOException("more than " + MOST_INTERIM_RESPONSES + " interim responses");
    }

    private static ResponseHead readOne(HttpConnection connection) throws IOException {
        Matcher statusLine = STATUS_LINE.matcher(connection.readLine(LONGEST_LINE));
        if (!statusLine.matches()) {
            throw new IOException("response does not begin as HTTP/1.1 does");
        }
        HttpHeaders headers = readHeaders(connection);
        boolean persistent = !statusLine.group(1).equals("0")
                && headers.allValues("Connection").stream()
                        .noneMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
        return new ResponseHead(Integer.parseInt(statusLine.group(2)), headers, persistent);
    }

    private static HttpHeaders readHeaders(HttpConnection connection) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < MOST_LINES; i++) {
            String line = connection.readLine(LONGEST_LINE);
            if (line.isEmpty()) {
                return HttpHeaders.of(headers, (name, value) -> true);
            }
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw new IOException("response has a header that is none");
            }
            headers.computeIfAbsent(header.group(1), name -> new ArrayList<>()).add(header.group(2));
        }
        throw new IOException("response has more than " + MOST_LINES + " headers");
    }

    boolean isChunked() throws IOException {
        List<String> codings = headers.allValues("Transfer-Encoding");
        if (codings.isEmpty()) {
            return false;
        }
        // With a length as well two servers on the way could see two different bodies (RFC 9112, section 6.1).
        if (codings.size() > 1
                || !codings.get(0).equalsIgnoreCase("chunked")
                || headers.firstValue("Content-Length").isPresent()) {
            throw new IOException("response has an ambiguous Transfer-Encoding");
        }
        return true;
    }

    /** The announced length, or -1 where the end of the connection is the end of the body. */
    long contentLength() throws IOException {
        if (status == 204 || status == 304) {
            return 0;
        }
        Set<String> lengths = new HashSet<>(headers.allValues("Content-Length"));
        if (lengths.isEmpty()) {
            return -1;
        }
        String length = lengths.iterator().next();
        if (lengths.size() > 1 || !length.matches("[0-9]{1,18}")) {
            throw new IOException("response has an ambiguous Content-Length");
        }
        return Long.parseLong(length);
    }
}
