package org.vestibule.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** OID-20: nobody reaches the own network by a client's address. */
@Requirement("OID-20")
class CheckedNamesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1%1",
                "fec0::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::"
            })
    void resolveWhenTheAddressIsNotPublicThenRefused(String address) {
        assertThatThrownBy(() -> names("lms.example.org", address).resolve("lms.example.org"))
                .isInstanceOf(CheckedNames.PrivateAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "2002:5db8:d822::"})
    void resolveWhenTheAddressIsPublicThenItIsTheOneToConnectTo(String address) throws UnknownHostException {
        assertThat(names("lms.example.org", address).resolve("lms.example.org"))
                .containsExactly(InetAddress.getByName(address));
    }

    @Test
    void resolveWhenOneOfSeveralAddressesIsPrivateThenRefused() {
        assertThatThrownBy(() ->
                        names("lms.example.org", "93.184.216.34", "10.0.0.1").resolve("lms.example.org"))
                .isInstanceOf(CheckedNames.PrivateAddressException.class);
    }

    @Test
    void resolveWhenTheOperatorAllowsTheHostThenPrivateAddressesPass() throws UnknownHostException {
        assertThat(new CheckedNames(Set.of("lms.local")::contains, answers("10.0.0.1")).resolve("lms.local"))
                .containsExactly(InetAddress.getByName("10.0.0.1"));
    }

    private static CheckedNames names(String host, String... addresses) {
        return new CheckedNames(other -> !other.equals(host), answers(addresses));
    }

    private static DnsResolver answers(String... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] found = new InetAddress[addresses.length];
                for (int i = 0; i < addresses.length; i++) {
                    found[i] = InetAddress.getByName(addresses[i]);
                }
                return found;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
