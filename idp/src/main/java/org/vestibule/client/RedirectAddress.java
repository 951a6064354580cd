package org.vestibule.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** What may be registered as an address to send a browser or a message to (OID-02). */
public final class RedirectAddress {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private RedirectAddress() {}

    /** An address of the web, or of an app by its private scheme (RFC 8252, 7.1). */
    public static String check(String typed) {
        URI uri = parse(typed);
        // a private scheme is a domain name backwards, so it has a dot
        if (uri.getScheme().indexOf('.') < 0) {
            return checkWeb(typed);
        }
        if (uri.isOpaque()) {
            throw new IllegalArgumentException("must have a path that starts with /");
        }
        return typed;
    }

    /** An address of the web: https, or http on this machine. */
    public static String checkWeb(String typed) {
        URI uri = parse(typed);
        boolean https = "https".equals(uri.getScheme());
        boolean loopback = "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
        if (!https && !loopback) {
            throw new IllegalArgumentException("must be https; http is for localhost only");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("must have a host and no user name");
        }
        return typed;
    }

    private static URI parse(String typed) {
        try {
            URI uri = new URI(typed);
            if (!typed.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IllegalArgumentException("must be written in ASCII");
            }
            if (!uri.isAbsolute() || uri.getRawFragment() != null || typed.indexOf('*') >= 0) {
                throw new IllegalArgumentException("must be a whole address, without fragment or wildcard");
            }
            return uri;
        } catch (URISyntaxException ex) {
            throw new IllegalArgumentException("is no address", ex);
        }
    }
}
