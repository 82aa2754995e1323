package io.github.imgproxy4j.embedded.internal.source;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host of a source's URL, and its user. {@link URI} knows only hosts after RFC 952, without underscores, which
 * names inside a network often have. Stateless.
 */
final class SourceHost {
    private SourceHost() {}

    /** Host and port in the letters of the DNS (RFC 3490); as they are if they have no such form. */
    static String ascii(String hostAndPort) {
        if (hostAndPort.chars().allMatch(letter -> letter < 128)) {
            return hostAndPort;
        }
        int colon = hostAndPort.lastIndexOf(':');
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED) + hostAndPort.substring(host.length());
        } catch (IllegalArgumentException noName) {
            return hostAndPort;
        }
    }

    /** The host without port; empty if there is none. */
    static String of(URI url) {
        if (url.getHost() != null) {
            return url.getHost();
        }
        String authority = withoutUser(url);
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String port = colon < 0 ? "" : authority.substring(colon + 1);
        boolean name = host.chars().allMatch(SourceHost::isInNames);
        return name && port.chars().allMatch(Character::isDigit) ? host : "";
    }

    private static boolean isInNames(int letter) {
        return letter < 128 && (Character.isLetterOrDigit(letter) || letter == '-' || letter == '.' || letter == '_');
    }

    /** The same URL without a user's name and password, which no request line has, and no log. */
    static URI anonymous(URI url) {
        String authority = url.getRawAuthority();
        String anonymous = withoutUser(url);
        return authority == null || authority.equals(anonymous)
                ? url
                : URI.create(url.toString().replaceFirst(Pattern.quote(authority), anonymous));
    }

    private static String withoutUser(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** The {@code Authorization} for the name and password in a URL (RFC 7617), or null if it has none. */
    static @Nullable String authorization(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            return null;
        }
        String user = URI.create("x://" + authority.substring(0, at) + "@x").getUserInfo();
        String both = user == null ? "" : user.contains(":") ? user : user + ":";
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    /** A URL for messages, with its password masked. */
    static String masked(String url) {
        return url.replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#]*@", "$1***@");
    }
}
