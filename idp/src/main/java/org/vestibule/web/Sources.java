package org.vestibule.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** What counts as one place on the network: an IPv4 address, or an IPv6 /64, because a household has a whole one. */
public final class Sources {

    private static final int PREFIX_BYTES = 8;
    private static final String UNKNOWN = "unknown";

    private Sources() {}

    /** @param ip an address as digits, null where it is not known */
    public static String network(@Nullable String ip) {
        if (ip == null) {
            return UNKNOWN;
        }
        try {
            InetAddress address = InetAddress.getByName(ip);
            return address instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(address.getAddress(), PREFIX_BYTES))
                    : address.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return UNKNOWN;
        }
    }
}
