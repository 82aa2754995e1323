package io.github.imgproxy4j.embedded.internal.source;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** Looks up only hosts all of whose addresses may be connected to. Thread-safe. */
final class GuardedResolver implements DnsResolver {
    private final AddressGuard guard;
    private final DnsResolver resolver;

    GuardedResolver(AddressGuard guard, DnsResolver resolver) {
        this.guard = guard;
        this.resolver = resolver;
    }

    /**
     * All addresses, in the order to try them.
     *
     * @throws ForbiddenAddressException if one of them is forbidden
     * @throws UnknownHostException if there are none
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            try {
                guard.check(address);
            } catch (ProcessingException refusal) {
                throw new ForbiddenAddressException(refusal);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }

    /** A refusal on its way through the HTTP client. */
    static final class ForbiddenAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private final ProcessingException refusal;

        ForbiddenAddressException(ProcessingException refusal) {
            super(refusal.getMessage());
            this.refusal = refusal;
        }

        ProcessingException refusal() {
            return refusal;
        }
    }
}
