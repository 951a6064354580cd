package org.vestibule.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What counts as one place on the network: an IPv4 address, or an IPv6 /64, because a household has a whole one. */
final class Sources {

    private static final int PREFIX_BYTES = 8;

    private Sources() {}

    /** @param ip an address as digits */
    static String network(String ip) {
        try {
            InetAddress address = InetAddress.getByName(ip);
            return address instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(address.getAddress(), PREFIX_BYTES))
                    : address.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return "unknown";
        }
    }
}
