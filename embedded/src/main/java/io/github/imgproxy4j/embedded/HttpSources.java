package io.github.imgproxy4j.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Originals behind {@code http} and {@code https}.
 *
 * <p>Every host is looked up once, its addresses are checked, and the connection goes to one of them; hosts that a
 * redirect leads to are treated alike. A name that changes its address between the check and the connection thus gains
 * nothing. No proxy is used: behind one the check would mean nothing. Owns no thread.
 */
final class HttpSources implements SourceLoader, AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String LEGAL_IN_URLS = "-._~:/?[]@!$&'()*+,;=%";

    private final AddressGuard guard;
    private final HostResolver resolver;
    private final Supplier<SSLSocketFactory> tls;
    private final long maxBytes;
    private final int maxRedirects;
    private final Duration downloadTimeout;
    private final Set<SourceConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HttpSources(AddressGuard guard, long maxBytes, int maxRedirects, Duration downloadTimeout) {
        this(
                guard,
                InetAddress::getAllByName,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                maxBytes,
                maxRedirects,
                downloadTimeout);
    }

    HttpSources(
            AddressGuard guard,
            HostResolver resolver,
            Supplier<SSLSocketFactory> tls,
            long maxBytes,
            int maxRedirects,
            Duration downloadTimeout) {
        this.guard = guard;
        this.resolver = resolver;
        this.tls = tls;
        this.maxBytes = maxBytes;
        this.maxRedirects = maxRedirects;
        this.downloadTimeout = downloadTimeout;
    }

    @Override
    public Source load(String url, Deadline deadline) throws Refusal, InterruptedException {
        Deadline download = Deadline.in(deadline.left(downloadTimeout));
        URI target = uri(url);
        for (int redirects = 0; redirects <= maxRedirects; redirects++) {
            Step step = step(target, download, deadline);
            if (step.source() != null) {
                return step.source();
            }
            target = next(target, step.location());
        }
        throw Refusal.unreachable("the source redirects more than " + maxRedirects + " times", null);
    }

    @Override
    public void close() {
        closed = true;
        connections.forEach(SourceConnection::close);
    }

    private Step step(URI target, Deadline download, Deadline deadline) throws Refusal, InterruptedException {
        try {
            return step(target, download);
        } catch (SourceAnswer.TooLargeException tooLarge) {
            throw Refusal.invalidImage("the source has more than " + maxBytes + " bytes");
        } catch (IOException failed) {
            deadline.check();
            if (failed instanceof SocketTimeoutException || download.hasPassed()) {
                throw Refusal.sourceTooSlow("the source did not arrive within " + downloadTimeout);
            }
            throw Refusal.unreachable("the source cannot be fetched: " + failed, failed);
        }
    }

    private Step step(URI target, Deadline download) throws IOException, Refusal {
        try (SourceConnection connection =
                SourceConnection.open(target, permittedAddresses(target.getHost()), tls, download)) {
            connections.add(connection);
            try {
                if (closed) {
                    throw new IOException("the processor is closed");
                }
                return step(connection.ask());
            } finally {
                connections.remove(connection);
            }
        }
    }

    private List<InetAddress> permittedAddresses(String host) throws Refusal {
        try {
            List<InetAddress> addresses = List.of(resolver.resolve(host));
            for (InetAddress address : addresses) {
                guard.check(address);
            }
            return addresses;
        } catch (UnknownHostException unknown) {
            throw Refusal.unreachable("the source's host is unknown: " + host, unknown);
        }
    }

    private Step step(SourceAnswer answer) throws IOException, Refusal {
        if (REDIRECTS.contains(answer.status())) {
            String location = answer.header("Location")
                    .orElseThrow(() -> Refusal.unreachable("the source redirects to nowhere", null));
            return new Step(null, location);
        }
        if (answer.status() != 200) {
            throw Refusal.sourceAnswered(answer.status(), "the source's server answered " + answer.status());
        }
        byte[] body = answer.body(maxBytes);
        return new Step(
                new Source(
                        body,
                        answer.header("ETag").orElse(null),
                        answer.header("Last-Modified").orElse(null)),
                "");
    }

    private static URI next(URI current, String location) throws Refusal {
        try {
            return checked(current.resolve(new URI(escaped(location))));
        } catch (URISyntaxException broken) {
            throw Refusal.unreachable("the source redirects to no URL: " + broken.getReason(), broken);
        }
    }

    private static URI uri(String url) throws Refusal {
        try {
            return checked(new URI(escaped(url)));
        } catch (URISyntaxException broken) {
            throw Refusal.invalidUrl("the source is not a URL: " + broken.getReason());
        }
    }

    private static URI checked(URI target) throws Refusal, URISyntaxException {
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw Refusal.unreachable("the source leads to scheme [" + scheme + "]", null);
        }
        if (target.getHost() == null) {
            throw new URISyntaxException(target.toString(), "no host");
        }
        return target;
    }

    /** Percent-encodes what a URL must not contain, as browsers do; drops the fragment, which is never sent. */
    private static String escaped(String url) {
        int fragment = url.indexOf('#');
        StringBuilder escaped = new StringBuilder();
        for (byte part :
                url.substring(0, fragment < 0 ? url.length() : fragment).getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (part & 0xFF);
            boolean letterOrDigit = character < 128 && Character.isLetterOrDigit(character);
            if (letterOrDigit || LEGAL_IN_URLS.indexOf(character) >= 0) {
                escaped.append(character);
            } else {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", part & 0xFF));
            }
        }
        return escaped.toString();
    }

    /** One hop: the source or, where that is null, where it is to be found. */
    private record Step(@Nullable Source source, String location) {}
}
