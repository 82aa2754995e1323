package io.github.imgproxy4j.cli.serve;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The listen address of a server, in the notation of imgproxy and imgproxy-cache: {@code :8080},
 * {@code 127.0.0.1:8080}, {@code [::1]:8080}.
 *
 * @param host a name or an address, an IPv6 address in its brackets; null for every interface
 * @param port 0 for a free port
 */
record BindAddress(@Nullable String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])?:)?(?<port>[0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;
    private static final String RULE =
            "must be an address and a port, such as :8080 or 127.0.0.1:8080, or port 0 for a free one";

    /** Reads one. */
    static BindAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > HIGHEST_PORT) {
            throw new IllegalArgumentException(RULE);
        }
        return new BindAddress(matcher.group("host"), Integer.parseInt(matcher.group("port")));
    }

    /** The address of a socket; a name is looked up. */
    InetSocketAddress socket() {
        return host == null ? new InetSocketAddress(port) : new InetSocketAddress(bareHost(), port);
    }

    /** Without brackets. */
    private String bareHost() {
        return String.valueOf(host).replaceAll("[\\[\\]]", "");
    }

    /** The URL of a server with this address. */
    String url(int realPort, String path) {
        return "http://" + (host == null ? "0.0.0.0" : host) + ":" + realPort + path;
    }

    @Override
    public String toString() {
        return (host == null ? "" : host) + ":" + port;
    }
}
