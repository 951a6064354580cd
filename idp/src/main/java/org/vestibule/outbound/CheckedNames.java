package org.vestibule.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks names up and lets only those pass that lead out of the own network. The client connects to exactly these addresses
 * and does not look the name up again, so a second, different answer of the name server changes nothing (OID-20).
 */
final class CheckedNames implements DnsResolver {

    private final Predicate<String> allowed;
    private final DnsResolver names;

    CheckedNames(Predicate<String> allowed) {
        this(allowed, SystemDefaultDnsResolver.INSTANCE);
    }

    CheckedNames(Predicate<String> allowed, DnsResolver names) {
        this.allowed = allowed;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.resolve(host);
        if (!allowed.test(host)) {
            for (InetAddress address : found) {
                if (!PublicAddresses.contains(address)) {
                    throw new PrivateAddressException(host);
                }
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** The name leads into the own network. */
    static final class PrivateAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        PrivateAddressException(String host) {
            super(host + " leads to a private address");
        }
    }
}
