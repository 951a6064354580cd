package org.vestibule.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses are out in the world: none of this machine, of a local network, or of a special use (RFC 6890). */
final class PublicAddresses {

    private static final List<AddressRange> SPECIAL = List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .stream()
            .map(AddressRange::of)
            .toList();
    private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (SPECIAL.stream().anyMatch(range -> range.contains(address))) {
            return false;
        }
        // these carry an IPv4 address, and that is where the packets go
        if (NAT64.contains(address)) {
            return contains(embedded(address, 12));
        }
        return !SIX_TO_FOUR.contains(address) || contains(embedded(address, 2));
    }

    private static InetAddress embedded(InetAddress address, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
