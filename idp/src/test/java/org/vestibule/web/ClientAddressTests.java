package org.vestibule.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.vestibule.requirement.Requirement;

import static org.assertj.core.api.Assertions.assertThat;

/** WEB-08. */
@Requirement("WEB-08")
class ClientAddressTests {

    private final ClientAddress addresses = new ClientAddress(List.of("10.0.0.0/8", "2001:db8::1"));

    @ParameterizedTest
    @CsvSource(nullValues = "null", textBlock = """
            # peer,       forwarded for,                          address
            203.0.113.7,  null,                                   203.0.113.7
            203.0.113.7,  198.51.100.1,                           203.0.113.7
            10.0.0.1,     198.51.100.1,                           198.51.100.1
            10.0.0.1,     '1.2.3.4, 198.51.100.1',                198.51.100.1
            10.0.0.1,     '198.51.100.1, 10.2.3.4',               198.51.100.1
            10.0.0.1,     '1.2.3.4, 198.51.100.1 ,10.2.3.4',      198.51.100.1
            2001:db8::1,  2001:DB8::00ff,                         2001:db8:0:0:0:0:0:ff
            10.0.0.1,     ::ffff:198.51.100.1,                    198.51.100.1
            10.0.0.1,     '10.0.0.3, 10.0.0.2',                   10.0.0.3
            10.0.0.1,     null,                                   10.0.0.1
            fe80::1%eth0, null,                                   fe80:0:0:0:0:0:0:1
            """)
    void ofWhenHopsThenRightmostUntrusted(String peer, @Nullable String forwarded, String address) {
        assertThat(addresses.of(request(peer, forwarded))).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, true", "2001:DB8::1, true", "203.0.113.7, false", "unknown, false"})
    void throughTrustedProxyWhenPeerThenOnlyTheListedOnes(String peer, boolean trusted) {
        assertThat(addresses.throughTrustedProxy(request(peer, "10.0.0.1"))).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource({
        "unknown",
        "localhost",
        "example.org",
        "198.51.100.1:80",
        "1.2.3",
        "256.1.1.1",
        "[2001:db8::2]",
        "_hidden",
        "''",
        "'198.51.100.1,'",
        "::g",
        "1::2::3",
        "0x7f000001",
        "2130706433"
    })
    void ofWhenHopIsNoAddressThenUnknown(String forwarded) {
        assertThat(addresses.of(request("10.0.0.1", forwarded))).isNull();
    }

    @Test
    void ofWhenHeaderInSeveralLinesThenTheyFollowEachOther() {
        MockHttpServletRequest request = request("10.0.0.1", "1.2.3.4");
        request.addHeader("X-Forwarded-For", "198.51.100.1, 10.9.9.9");
        assertThat(addresses.of(request)).isEqualTo("198.51.100.1");
    }

    @Test
    void ofWhenClientRotatesTheHeaderThenAddressStays() {
        assertThat(List.of("1.1.1.1", "2.2.2.2", "junk"))
                .extracting(forged -> addresses.of(request("10.0.0.1", forged + ", 198.51.100.1")))
                .containsOnly("198.51.100.1");
    }

    private static MockHttpServletRequest request(String peer, @Nullable String forwarded) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-For", forwarded);
        }
        return request;
    }
}
