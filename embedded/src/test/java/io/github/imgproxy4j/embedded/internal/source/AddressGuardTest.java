package io.github.imgproxy4j.embedded.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
     * IANA's special-purpose address registries for IPv4 and IPv6, as of 2025: each block with whether it is on the
     * internet. Those of tunnels are as good as the IPv4 address in them.
     */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.1, false",
        "10.255.255.255, false",
        "100.64.0.0, false",
        "127.0.0.0, false",
        "169.254.0.1, false",
        "172.16.0.0, false",
        "192.0.0.0, false",
        "192.0.0.8, false",
        "192.0.0.9, true",
        "192.0.0.10, true",
        "192.0.0.170, false",
        "192.0.0.255, false",
        "192.0.1.0, true",
        "192.0.2.1, false",
        "192.31.196.1, true",
        "192.52.193.1, true",
        "192.168.0.0, false",
        "192.175.48.1, true",
        "198.17.255.255, true",
        "198.18.0.0, false",
        "198.19.255.255, false",
        "198.20.0.0, true",
        "198.51.100.1, false",
        "203.0.113.1, false",
        "240.0.0.0, false",
        "255.255.255.255, false",
        "::1, false",
        "::, false",
        "64:ff9b::808:808, true",
        "64:ff9b:1:a00:0:100::, false",
        "100::1, false",
        "100:0:0:1::1, false",
        "2001:1::1, true",
        "2001:2::1, false",
        "2001:2:0:ffff::1, false",
        "2001:3::1, true",
        "2001:4:112::1, true",
        "2001:20::1, true",
        "2001:30::1, true",
        "2001:db8::1, false",
        "2002:7f00:1::1, false",
        "2620:4f:8000::1, true",
        "3fff::1, false",
        "3fff:fff::1, false",
        "5f00::1, false",
        "fc00::1, false",
        "fe80::1, false"
    })
    void whatRegistriesKeepOffTheInternetIsRefused(String address, boolean onTheInternet) throws Exception {
        if (onTheInternet) {
            assertThatCode(() -> strict.check(InetAddress.getByName(address))).doesNotThrowAnyException();
        } else {
            assertRefused(strict, address);
        }
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
