package io.github.imgproxy4j.embedded.internal.source;

import io.github.imgproxy4j.embedded.internal.limit.Deadline;
import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/**
 * Originals behind {@code http} and {@code https}.
 *
 * <p>Every host is looked up once, its addresses are checked, and the connection goes to one of them; hosts that a
 * redirect leads to are treated alike. A name that changes its address between the check and the connection thus gains
 * nothing. No proxy is used: behind one the check would mean nothing. Thread-safe.
 */
public final class HttpSources implements SourceLoader, AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final String LEGAL_IN_URLS = "-._~:/?@!$&'()*+,;=%";

    /** A body of unknown length is collected in pieces, and is there twice when they are put together. */
    private static final int COPIES_OF_UNKNOWN = 2;

    /**
     * So much of a body of unknown length is read before it is paid for, by each worker. Nearly all end within it, and
     * need not wait for the memory of the largest that might come.
     */
    static final int UNPAID_BYTES = 1 << 20;

    private final SourceClient client;
    private final int maxRedirects;
    private final Duration downloadTimeout;
    private final MemoryBudget memory;

    public HttpSources(AddressGuard guard, int maxRedirects, Duration downloadTimeout, MemoryBudget memory) {
        this(
                guard,
                SystemDefaultDnsResolver.INSTANCE,
                SSLContexts::createSystemDefault,
                maxRedirects,
                downloadTimeout,
                memory);
    }

    public HttpSources(
            AddressGuard guard,
            DnsResolver resolver,
            Supplier<SSLContext> tls,
            int maxRedirects,
            Duration downloadTimeout,
            MemoryBudget memory) {
        this.client = new SourceClient(new GuardedResolver(guard, resolver), tls, downloadTimeout);
        this.maxRedirects = maxRedirects;
        this.downloadTimeout = downloadTimeout;
        this.memory = memory;
    }

    @Override
    public SourceBytes load(String url, long maxBytes, Deadline deadline)
            throws ProcessingException, InterruptedException {
        Deadline download = Deadline.in(deadline.left(downloadTimeout));
        URI target = uri(url);
        for (int redirects = 0; redirects <= maxRedirects; redirects++) {
            Step step = step(target, maxBytes, download, deadline);
            if (step.source() != null) {
                return step.source();
            }
            target = next(target, step.location());
        }
        throw ProcessingException.unreachable("the source redirects more than " + maxRedirects + " times", null);
    }

    @Override
    public void close() {
        client.close();
    }

    private Step step(URI target, long maxBytes, Deadline download, Deadline deadline)
            throws ProcessingException, InterruptedException {
        try (SourceClient.Call call = client.call(target, download)) {
            return step(call, maxBytes, download, deadline);
        } catch (GuardedResolver.ForbiddenAddressException forbidden) {
            throw forbidden.refusal();
        } catch (UnknownHostException unknown) {
            throw ProcessingException.unreachable("the source's host is unknown: " + SourceHost.of(target), unknown);
        } catch (IOException failed) {
            deadline.check();
            if (failed instanceof SocketTimeoutException || download.hasPassed()) {
                throw ProcessingException.sourceTooSlow("the source did not arrive within " + downloadTimeout);
            }
            throw ProcessingException.unreachable("the source cannot be fetched: " + failed, failed);
        }
    }

    private Step step(SourceClient.Call call, long maxBytes, Deadline download, Deadline deadline)
            throws IOException, ProcessingException, InterruptedException {
        ClassicHttpResponse answer = call.answer();
        if (REDIRECTS.contains(answer.getCode())) {
            String location = header(answer, HttpHeaders.LOCATION);
            if (location == null) {
                throw ProcessingException.unreachable("the source redirects without a Location", null);
            }
            return new Step(null, location);
        }
        if (answer.getCode() != HttpStatus.SC_OK) {
            throw ProcessingException.sourceAnswered(
                    answer.getCode(), "the source's server responded with " + answer.getCode());
        }
        long length = answer.getEntity().getContentLength();
        if (length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        InputStream content = answer.getEntity().getContent();
        byte[] begun = length >= 0 ? new byte[0] : content.readNBytes(UNPAID_BYTES);
        boolean isOpen = begun.length == UNPAID_BYTES;
        long needed = isOpen ? COPIES_OF_UNKNOWN * largestUnknown(maxBytes) : Math.max(length, begun.length);
        try (MemoryBudget.Claim claim = claim(call, needed, download, deadline)) {
            byte[] body = length >= 0
                    ? announced(content, (int) length)
                    : limited(begun, content, isOpen ? largestUnknown(maxBytes) : maxBytes);
            claim.shrink(body.length);
            return new Step(
                    new SourceBytes(
                            body,
                            header(answer, HttpHeaders.ETAG),
                            header(answer, HttpHeaders.LAST_MODIFIED),
                            header(answer, HttpHeaders.CONTENT_TYPE),
                            claim.passOn()),
                    "");
        }
    }

    /** Waits for the memory that the body takes at most; that time is not the source's. */
    private MemoryBudget.Claim claim(SourceClient.Call call, long bytes, Deadline download, Deadline deadline)
            throws ProcessingException, InterruptedException {
        Duration left = download.left();
        call.endBy(deadline);
        MemoryBudget.Claim claim = memory.reserve(bytes, deadline);
        download.leave(left);
        call.endBy(download);
        return claim;
    }

    private long largestUnknown(long maxBytes) {
        return Math.min(maxBytes, memory.size() / COPIES_OF_UNKNOWN);
    }

    private static @Nullable String header(ClassicHttpResponse answer, String name) {
        Header header = answer.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static byte[] announced(InputStream content, int length) throws IOException {
        byte[] body = new byte[length];
        if (content.readNBytes(body, 0, length) < length) {
            throw new IOException("the source's server sent fewer bytes than it announced");
        }
        return body;
    }

    private static byte[] limited(byte[] begun, InputStream rest, long most) throws IOException, ProcessingException {
        byte[] body = new SequenceInputStream(new ByteArrayInputStream(begun), rest)
                .readNBytes((int) Math.min(most + 1, Limits.LARGEST_FILE));
        if (body.length > most) {
            throw tooLarge(most);
        }
        return body;
    }

    private static ProcessingException tooLarge(long maxBytes) {
        return ProcessingException.invalidImage("the source has more than " + maxBytes + " bytes");
    }

    private static URI next(URI current, String location) throws ProcessingException {
        try {
            return checked(current.resolve(new URI(legal(location))));
        } catch (URISyntaxException broken) {
            throw ProcessingException.unreachable(
                    "the source redirects to an invalid URL: " + broken.getReason(), broken);
        }
    }

    private static URI uri(String url) throws ProcessingException {
        try {
            String legal = legal(url);
            if (STRAY_PERCENT.matcher(legal).find()) {
                throw ProcessingException.unreachable(
                        "the path of the source has a % without two hex digits after it; write %25", null);
            }
            return checked(new URI(legal));
        } catch (URISyntaxException broken) {
            // Without the cause, whose message has all of the URL, and so a password.
            throw ProcessingException.unreachable("the source is not a URL: " + broken.getReason(), null);
        }
    }

    private static URI checked(URI target) throws ProcessingException, URISyntaxException {
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw ProcessingException.unreachable("the source redirects to scheme [" + scheme + "]", null);
        }
        if (SourceHost.of(target).isEmpty()) {
            throw new URISyntaxException("the source", "no host");
        }
        return target;
    }

    /**
     * What a browser makes of a URL that was typed in: the host in the letters that the DNS knows, and everything else
     * percent-encoded that a URL must not contain. In what comes before the host nothing is looked at but brackets.
     */
    private static String legal(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0 && !url.startsWith("//")) {
            return escaped(url);
        }
        int authority = url.startsWith("//") ? 2 : scheme + 3;
        int end = authority;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int host = Math.max(url.lastIndexOf('@', end - 1) + 1, authority);
        String user = host == authority
                ? ""
                : escaped(url.substring(authority, host - 1)).replace("@", "%40") + '@';
        return url.substring(0, authority)
                + user
                + SourceHost.ascii(url.substring(host, end))
                + escaped(url.substring(end));
    }

    /** Percent-encodes what a URL must not contain, as browsers do; drops the fragment, which is never sent. */
    private static String escaped(String url) {
        int fragment = url.indexOf('#');
        String sent = url.substring(0, fragment < 0 ? url.length() : fragment);
        int query = sent.indexOf('?');
        if (query >= 0) {
            // What is lone there is sent, by imgproxy as well; in a path it is refused.
            sent = sent.substring(0, query)
                    + STRAY_PERCENT.matcher(sent.substring(query)).replaceAll("%25");
        }
        StringBuilder escaped = new StringBuilder();
        for (byte part : sent.getBytes(StandardCharsets.UTF_8)) {
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
    private record Step(@Nullable SourceBytes source, String location) {}
}
