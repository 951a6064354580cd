package org.vestibule.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The browser's address: what limits count by and the audit names. {@code X-Forwarded-For} is read only when the peer is
 * one of {@code idp.trusted-proxies}; then the right-most hop that is no such proxy counts (WEB-08).
 */
public final class ClientAddress {

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final int NETWORK_GROUPS = 3;
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private final List<IpAddressMatcher> trustedProxies;

    ClientAddress(List<String> trustedProxies) {
        this.trustedProxies = trustedProxies.stream().map(IpAddressMatcher::new).toList();
    }

    /** The address in its canonical spelling, or null when a hop that counts is not an IP address. */
    public @Nullable String of(HttpServletRequest request) {
        String address = literal(request.getRemoteAddr());
        for (String hop : hops(request)) {
            if (address == null || !trusted(address)) {
                return address;
            }
            address = literal(hop);
        }
        return address;
    }

    /** The address of the request that this thread is answering; null where there is none: a job, the import. */
    public @Nullable String current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                ? of(current.getRequest())
                : null;
    }

    /**
     * An address as people recognise it and nobody is followed around by: the first three numbers of an IPv4 address, the
     * first three groups of an IPv6 address.
     */
    public static String network(String address) {
        String separator = address.indexOf(':') >= 0 ? ":" : ".";
        String[] parts = address.split("[.:]", -1);
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < NETWORK_GROUPS && i < parts.length; i++) {
            network.append(parts[i]).append(separator);
        }
        return network.append('…').toString();
    }

    /** Whether the peer is one of {@code idp.trusted-proxies}, whose own words about a request are believed. */
    public boolean throughTrustedProxy(HttpServletRequest request) {
        String peer = literal(request.getRemoteAddr());
        return peer != null && trusted(peer);
    }

    private boolean trusted(String address) {
        return trustedProxies.stream().anyMatch(proxy -> proxy.matches(address));
    }

    /** The hops before the peer, nearest first; a header may come in several lines. */
    private static List<String> hops(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            hops.addAll(List.of(line.split(",", -1)));
        }
        Collections.reverse(hops);
        return hops;
    }

    /** Never asks the DNS: only what is written as digits is handed to {@link InetAddress}. */
    private static @Nullable String literal(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String address = text.strip();
        int zone = address.indexOf('%');
        if (zone > 0) {
            address = address.substring(0, zone);
        }
        boolean numeric = IPV4.matcher(address).matches()
                || (address.indexOf(':') >= 0 && IPV6.matcher(address).matches());
        if (!numeric) {
            return null;
        }
        try {
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }
}
