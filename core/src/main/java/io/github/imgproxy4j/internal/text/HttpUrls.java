package io.github.imgproxy4j.internal.text;

import io.github.imgproxy4j.error.ImgproxyException;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses http and https URLs with all host names in use: {@link URI} alone finds no host if the name has an underscore
 * ({@code stack_imgproxy}, as in container networks), a last label of digits, or non-ASCII letters.
 */
public final class HttpUrls {
    /** The characters of a name in RFC 3986, without escapes and without those that no name server accepts. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<name>[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*\\.?)(?::(?<port>[0-9]{0,5}))?");

    private static final int HIGHEST_PORT = 65_535;

    private HttpUrls() {}

    /**
     * Parses a URL; a host with non-ASCII letters is converted to Punycode ({@code xn--…}).
     *
     * @throws ImgproxyException if it is not a URL, or if it is http(s) and its host is invalid
     */
    public static URI parse(String text) {
        try {
            return read(text);
        } catch (URISyntaxException notAUrl) {
            throw new ImgproxyException("URL [" + text + "] must be one: " + notAUrl.getReason(), notAUrl);
        }
    }

    /** The same without the name of the text in the message. */
    public static URI read(String text) throws URISyntaxException {
        URI url = new URI(text);
        String authority = url.getRawAuthority();
        if (url.getHost() != null || authority == null || !isHttp(url)) {
            return url;
        }
        String ascii = ascii(authority);
        if (ascii == null || !isNameAndPort(ascii)) {
            throw new URISyntaxException(text, "its host must be a name of letters, digits, dots, - and _");
        }
        int start = text.indexOf("//") + 2;
        return new URI(text.substring(0, start) + ascii + text.substring(start + authority.length()));
    }

    /** The name or address of the host, or null if there is none. */
    public static @Nullable String host(URI url) {
        Matcher nameAndPort = nameAndPort(url);
        return nameAndPort == null ? url.getHost() : nameAndPort.group("name");
    }

    /** The port, or -1 for the default port of the scheme. */
    public static int port(URI url) {
        Matcher nameAndPort = nameAndPort(url);
        String port = nameAndPort == null ? null : nameAndPort.group("port");
        return port == null || port.isEmpty() ? url.getPort() : Integer.parseInt(port);
    }

    /** Whether the scheme is http or https. */
    public static boolean isHttp(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    }

    /** Null if {@link URI} finds the host itself, or there is none. */
    private static @Nullable Matcher nameAndPort(URI url) {
        String authority = url.getRawAuthority();
        if (url.getHost() != null || authority == null) {
            return null;
        }
        Matcher matcher = AUTHORITY.matcher(authority);
        return matcher.matches() ? matcher : null;
    }

    private static boolean isNameAndPort(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return false;
        }
        String port = matcher.group("port");
        return port == null || port.isEmpty() || Integer.parseInt(port) <= HIGHEST_PORT;
    }

    private static @Nullable String ascii(String authority) {
        try {
            return IDN.toASCII(authority);
        } catch (IllegalArgumentException noName) {
            return null;
        }
    }
}
