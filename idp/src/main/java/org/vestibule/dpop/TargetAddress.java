package org.vestibule.dpop;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * An address without query and fragment, so that two spellings of the same one are equal (RFC 9449 section 4.3; RFC 3986
 * sections 6.2.2 and 6.2.3).
 */
record TargetAddress(String scheme, String host, int port, String path) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Empty for what is no address of a server. */
    static Optional<TargetAddress> of(String address) {
        try {
            return of(new URI(address).normalize());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<TargetAddress> of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null || uri.getUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = "https".equals(scheme) ? HTTPS_PORT : HTTP_PORT;
        return Optional.of(new TargetAddress(
                scheme,
                uri.getHost().toLowerCase(Locale.ROOT),
                uri.getPort() < 0 ? usual : uri.getPort(),
                uri.getPath().isEmpty() ? "/" : uri.getPath()));
    }
}
