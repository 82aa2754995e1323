package io.github.imgproxy4j.embedded.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard strict = new AddressGuard(false, false, false);
    private final AddressGuard open = new AddressGuard(true, true, true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "::1",
                "::",
                "169.254.169.254",
                "fe80::1",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "fc00::1",
                "fd12::1",
                "fec0::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "::10.1.2.3",
                "64:ff9b::127.0.0.1",
                "64:ff9b:1:7f00:0:100::",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001:0:1:2:3:4:80ff:fffe",
                "2a00::5efe:127.0.0.1",
                "2a00::200:5efe:10.0.0.1"
            })
    void addressesOfTheOwnNetworkAreRefusedUnlessAllowed(String address) throws Exception {
        assertRefused(strict, address);
        assertThatCode(() -> open.check(InetAddress.getByName(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"224.0.0.1", "239.255.255.255", "255.255.255.255", "240.0.0.1", "0.1.2.3", "ff02::1"})
    void addressesOfNoHostAreAlwaysRefused(String address) throws Exception {
        assertRefused(strict, address);
        assertRefused(open, address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "192.167.1.1",
                "2606:4700::1",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void publicAddressesPass(String address) {
        assertThatCode(() -> strict.check(InetAddress.getByName(address))).doesNotThrowAnyException();
    }

    /**
     * All blocks of IANA's special-purpose address registries for IPv4 and IPv6, with whether they are globally reachable.
     * A block within another one stands before it. Left out are those of tunnels and mappings (6to4, Teredo,
     * ::ffff:0:0/96, 64:ff9b::/96), which are as good as the IPv4 address in them.
     */
    @ParameterizedTest
    @CsvFileSource(resources = "special-purpose-addresses.csv", numLinesToSkip = 1)
    void everyBlockThatRegistriesKeepOffTheInternetIsRefused(String block, boolean onTheInternet) throws Exception {
        String[] parts = block.split("/", -1);
        byte[] first = InetAddress.getByName(parts[0]).getAddress();
        int prefix = Integer.parseInt(parts[1]);
        Set<InetAddress> ends = new LinkedHashSet<>();
        for (boolean ones : new boolean[] {false, true}) {
            byte[] end = first.clone();
            for (int bit = prefix; ones && bit < 8 * end.length; bit++) {
                end[bit / 8] |= (byte) (0x80 >> bit % 8);
            }
            ends.add(InetAddress.getByAddress(end));
        }
        for (InetAddress end : ends) {
            if (onTheInternet) {
                assertThatCode(() -> strict.check(end)).doesNotThrowAnyException();
            } else {
                assertRefused(strict, end.getHostAddress());
            }
        }
    }

    /** The neighbours of blocks whose ends are not those of bytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.0.9",
                "192.0.0.10",
                "192.0.1.0",
                "198.17.255.255",
                "198.20.0.0",
                "100.63.255.255",
                "172.32.0.0",
                "64:ff9b::808:808",
                "2001:200::1",
                "192.88.99.1",
                "2001:4:112:ffff::1",
                "3ffe::1",
                "5eff::1"
            })
    void whatIsBesideABlockIsOnTheInternet(String address) {
        assertThatCode(() -> strict.check(InetAddress.getByName(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "2130706433", "127.1"})
    void everySpellingOfALoopbackHostIsRefused(String host) {
        assertThatExceptionOfType(ProcessingException.class)
                .isThrownBy(() -> strict.check(InetAddress.getAllByName(host)[0]));
    }

    private static void assertRefused(AddressGuard guard, String address) throws UnknownHostException {
        InetAddress parsed = InetAddress.getByName(address);
        assertThatExceptionOfType(ProcessingException.class)
                .as(address)
                .isThrownBy(() -> guard.check(parsed))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(404);
                    assertThat(refusal.publicText()).isEqualTo("Invalid source URL");
                });
    }
}
