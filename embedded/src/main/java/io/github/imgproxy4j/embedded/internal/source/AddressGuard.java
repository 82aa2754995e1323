package io.github.imgproxy4j.embedded.internal.source;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.limit.SettingNames;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decides which network addresses a source may be fetched from, so that a URL cannot reach into the own network.
 *
 * <p>An IPv6 address that carries an IPv4 address (mapped, compatible, 6to4, NAT64, Teredo, ISATAP) is judged by both.
 *
 * @param allowLoopback 127.0.0.0/8, ::1 and the unspecified addresses
 * @param allowLinkLocal 169.254.0.0/16 and fe80::/10, where cloud providers keep their credentials
 * @param allowPrivate RFC 1918, RFC 6598 and RFC 4193 ranges, and what else IANA's special-purpose registries keep off
 *     the internet: protocol assignments, benchmarks, segment routing
 */
public record AddressGuard(boolean allowLoopback, boolean allowLinkLocal, boolean allowPrivate) {

    /**
     * Lets an address pass.
     *
     * @throws ProcessingException if it is forbidden
     */
    void check(InetAddress address) throws ProcessingException {
        Optional<String> reason = objection(address).or(() -> embedded(address).flatMap(this::objection));
        if (reason.isPresent()) {
            throw ProcessingException.forbiddenSource(
                    "the source's address " + address.getHostAddress() + " is " + reason.get());
        }
    }

    private Optional<String> objection(InetAddress address) {
        if (!allowLoopback && (address.isLoopbackAddress() || address.isAnyLocalAddress())) {
            return Optional.of("a loopback address, see " + SettingNames.ALLOW_LOOPBACK);
        }
        if (!allowLinkLocal && address.isLinkLocalAddress()) {
            return Optional.of("a link-local address, see " + SettingNames.ALLOW_LINK_LOCAL);
        }
        if (!allowPrivate && isPrivate(address)) {
            return Optional.of("a private address, see " + SettingNames.ALLOW_PRIVATE);
        }
        return isNoHost(address) ? Optional.of("no address of a single host") : Optional.empty();
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            boolean carrierGrade = bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
            boolean benchmark = bytes[0] == (byte) 198 && (bytes[1] & 0xFE) == 18;
            boolean relay = startsWith(bytes, 192, 88, 99, 2);
            return address.isSiteLocalAddress() || carrierGrade || benchmark || relay || isOfProtocol(bytes);
        }
        boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
        boolean segmentRouting = startsWith(bytes, 0x5F, 0);
        return address.isSiteLocalAddress() || uniqueLocal || segmentRouting || isOfIpv6Protocol(bytes);
    }

    /** 192.0.0.0/24 without its two anycast addresses, which are on the internet (RFC 7723, RFC 8155). */
    private static boolean isOfProtocol(byte[] bytes) {
        return startsWith(bytes, 192, 0, 0) && bytes[3] != 9 && bytes[3] != 10;
    }

    /**
     * 2001::/23 without what is assigned of it to be on the internet: three anycast addresses (RFC 7723, RFC 8155, RFC
     * 9665), AMT (RFC 7450), AS112 (RFC 7535), ORCHID (RFC 7343) and drones (RFC 9374). Teredo is judged by the address in
     * it.
     */
    private static boolean isOfIpv6Protocol(byte[] bytes) {
        if (!startsWith(bytes, 0x20, 0x01) || (bytes[2] & 0xFE) != 0) {
            return false;
        }
        int assignment = (bytes[2] << 8) | (bytes[3] & 0xFF);
        return switch (assignment) {
            case 0, 3 -> false;
            case 1 -> !isAnycast(bytes);
            case 4 -> !startsWith(bytes, 0x20, 0x01, 0, 4, 0x01, 0x12);
            default -> assignment < 0x20 || assignment > 0x3F;
        };
    }

    /** 2001:1::1 to 2001:1::3. */
    private static boolean isAnycast(byte[] bytes) {
        return startsWith(bytes, 0x20, 0x01, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) && bytes[15] >= 1 && bytes[15] <= 3;
    }

    /**
     * Multicast, "this network" (0.0.0.0/8 beyond 0.0.0.0), the reserved class E with broadcast, what is only for
     * documentation (RFC 5737, RFC 3849, RFC 9637), and what is thrown away (RFC 6666, RFC 9780).
     */
    private static boolean isNoHost(InetAddress address) {
        if (address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xFF;
        if (address instanceof Inet4Address) {
            return first >= 240
                    || (first == 0 && !address.isAnyLocalAddress())
                    || startsWith(bytes, 192, 0, 2)
                    || startsWith(bytes, 198, 51, 100)
                    || startsWith(bytes, 203, 0, 113);
        }
        return startsWith(bytes, 0x20, 0x01, 0x0D, 0xB8)
                || (startsWith(bytes, 0x3F, 0xFF) && (bytes[2] & 0xF0) == 0)
                || startsWith(bytes, 1, 0, 0, 0, 0, 0, 0, 0)
                || startsWith(bytes, 1, 0, 0, 0, 0, 0, 0, 1);
    }

    private static Optional<InetAddress> embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16 || address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return Optional.empty();
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return ipv4(bytes, 2, 0);
        }
        if (startsWith(bytes, 0x20, 0x01, 0, 0)) {
            return ipv4(bytes, 12, 0xFF);
        }
        boolean nat64 = startsWith(bytes, 0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0);
        boolean compatible = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        boolean isatap = (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == (byte) 0xFE;
        if (nat64 || compatible || isatap) {
            return ipv4(bytes, 12, 0);
        }
        if (startsWith(bytes, 0, 0x64, 0xFF, 0x9B, 0, 1)) {
            // RFC 6052 for a /48 prefix: the four bytes stand around byte 8, which is always zero.
            return ipv4(new byte[] {bytes[6], bytes[7], bytes[9], bytes[10]}, 0, 0);
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int index = 0; index < prefix.length; index++) {
            if ((bytes[index] & 0xFF) != prefix[index]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> ipv4(byte[] bytes, int from, int mask) {
        byte[] address = Arrays.copyOfRange(bytes, from, from + 4);
        for (int index = 0; index < address.length; index++) {
            address[index] = (byte) (address[index] ^ mask);
        }
        try {
            return Optional.of(InetAddress.getByAddress(address));
        } catch (UnknownHostException impossible) {
            throw new AssertionError("four bytes are an address", impossible);
        }
    }
}
