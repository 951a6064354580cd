package org.vestibule.outbound;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that begin with the same bits. */
final class AddressRange {

    private final BigInteger prefix;
    private final int bytes;
    private final int free;

    private AddressRange(byte[] first, int bits) {
        this.bytes = first.length;
        this.free = first.length * Byte.SIZE - bits;
        this.prefix = new BigInteger(1, first).shiftRight(free);
    }

    /** @param cidr a literal address, a slash, and the number of bits */
    static AddressRange of(String cidr) {
        int slash = cidr.indexOf('/');
        try {
            return new AddressRange(
                    InetAddress.getByName(cidr.substring(0, slash)).getAddress(),
                    Integer.parseInt(cidr.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(cidr + " is no range of addresses", e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] value = address.getAddress();
        return value.length == bytes
                && new BigInteger(1, value).shiftRight(free).equals(prefix);
    }
}
