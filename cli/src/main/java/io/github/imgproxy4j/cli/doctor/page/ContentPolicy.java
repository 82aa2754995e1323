package io.github.imgproxy4j.cli.doctor.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The policies of a page (CSP Level 3); all of them have to allow. */
final class ContentPolicy {
    private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

    private final List<Map<String, List<String>>> policies = new ArrayList<>();

    /** Adds the policies of a header or of a meta element. */
    void add(String text) {
        for (String policy : text.split(",", -1)) {
            Map<String, List<String>> directives = new HashMap<>();
            for (String directive : policy.split(";", -1)) {
                List<String> words = List.of(directive.strip().split("\\s+", -1));
                directives.putIfAbsent(words.get(0).toLowerCase(Locale.ROOT), words.subList(1, words.size()));
            }
            policies.add(directives);
        }
    }

    /** Whether a handler in an attribute may run. */
    boolean allowsHandler(String hash) {
        return policies.stream().allMatch(policy -> allowsHandler(policy, hash));
    }

    private static boolean allowsHandler(Map<String, List<String>> policy, String hash) {
        List<String> sources = sources(policy, "script-src-attr", "script-src", "default-src");
        if (sources == null) {
            return true;
        }
        boolean strict = sources.stream().anyMatch(source -> source.matches("'(nonce|sha\\d{3})-.*"));
        return (sources.contains("'unsafe-hashes'") && sources.contains(hash))
                || (sources.contains("'unsafe-inline'") && !strict);
    }

    /** Whether an image may load. */
    boolean allowsImage(URI image, URI page) {
        return policies.stream().allMatch(policy -> {
            List<String> sources = sources(policy, "img-src", "default-src");
            return sources == null || sources.stream().anyMatch(source -> matches(source, image, page));
        });
    }

    private static @Nullable List<String> sources(Map<String, List<String>> policy, String... names) {
        for (String name : names) {
            if (policy.containsKey(name)) {
                return policy.get(name);
            }
        }
        return null;
    }

    private static boolean matches(String source, URI image, URI page) {
        String scheme = String.valueOf(image.getScheme());
        if (source.equals("'self'")) {
            return scheme.equals(page.getScheme())
                    && String.valueOf(image.getAuthority()).equals(page.getAuthority());
        }
        if (source.matches("[a-zA-Z][a-zA-Z0-9+.-]*:")) {
            return source.equalsIgnoreCase(scheme + ":");
        }
        if (source.startsWith("'") || host(image).isEmpty()) {
            return false;
        }
        return source.equals("*") || matchesHost(source, image, page);
    }

    private static boolean matchesHost(String source, URI image, URI page) {
        int authority = source.indexOf("://");
        String wantedScheme = authority < 0 ? page.getScheme() : source.substring(0, authority);
        String rest = authority < 0 ? source : source.substring(authority + 3);
        int slash = rest.indexOf('/');
        String path = slash < 0 ? "" : rest.substring(slash);
        String host = slash < 0 ? rest : rest.substring(0, slash);
        int port = port(image);
        String hostAndPort =
                port < 0 || host.endsWith(":*") || !host.contains(":") ? host(image) : host(image) + ":" + port;
        String wantedHost = host.replaceFirst(":\\*$", "");
        boolean hostFits = wantedHost.startsWith("*.")
                ? hostAndPort.endsWith(wantedHost.substring(1))
                : hostAndPort.equalsIgnoreCase(wantedHost);
        boolean portFits = host.contains(":") || port < 0 || port == port(page);
        boolean schemeFits = wantedScheme.equals(image.getScheme())
                || (wantedScheme.equals("http") && "https".equals(image.getScheme()));
        boolean pathFits = (path.endsWith("/") || path.isEmpty())
                ? image.getRawPath().startsWith(path)
                : image.getRawPath().equals(path);
        return hostFits && portFits && schemeFits && pathFits;
    }

    /** The host, with {@code _} or without, which {@link URI#getHost} does not take for one; empty if there is none. */
    private static String host(URI url) {
        return Objects.requireNonNullElse(url.getRawAuthority(), "")
                .replaceFirst("^.*@", "")
                .replaceFirst(":\\d*$", "");
    }

    private static int port(URI url) {
        Matcher port = PORT.matcher(String.valueOf(url.getRawAuthority()));
        return port.find() ? Integer.parseInt(port.group(1)) : -1;
    }
}
