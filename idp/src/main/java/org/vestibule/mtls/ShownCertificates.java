package org.vestibule.mtls;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vestibule.lifecycle.StartRefusedException;
import org.vestibule.web.ClientAddress;
import org.vestibule.web.IdpProperties;

/**
 * The certificate that a request came with, the client's own first; whoever ended the TLS connection has seen that the
 * client has its private key. With a header, only what a trusted proxy writes there counts, and the proxy's own certificate
 * is nobody's; without one, only the connection counts.
 */
@Component
public class ShownCertificates {

    private static final String OF_THE_CONNECTION = "jakarta.servlet.request.X509Certificate";
    private static final int LONGEST = 16_384;
    private static final int LONGEST_CHAIN = 5;

    private final MtlsProperties properties;
    private final ClientAddress addresses;

    ShownCertificates(MtlsProperties properties, ClientAddress addresses, IdpProperties provider) {
        if (properties.enabled()
                && properties.header() != null
                && provider.trustedProxies().isEmpty()) {
            throw new StartRefusedException(
                    "idp.mtls.header is set, but no proxy is trusted to write it.",
                    "Set idp.trusted-proxies to the addresses of the proxies that end TLS.");
        }
        this.properties = properties;
        this.addresses = addresses;
    }

    /** Empty where there is none, nobody may tell, or it cannot be read. */
    public List<X509Certificate> of(HttpServletRequest request) {
        if (!properties.enabled()) {
            return List.of();
        }
        boolean proxy = addresses.throughTrustedProxy(request);
        List<X509Certificate> chain;
        if (properties.header() != null) {
            chain = proxy ? told(Collections.list(request.getHeaders(properties.header()))) : List.of();
        } else {
            chain = proxy ? List.of() : ofTheConnection(request.getAttribute(OF_THE_CONNECTION));
        }
        return chain.size() > LONGEST_CHAIN ? List.of() : chain;
    }

    private static List<X509Certificate> ofTheConnection(@Nullable Object attribute) {
        return attribute instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }

    /** Of two headers, one may be what a stranger sent and the proxy let pass. */
    private static List<X509Certificate> told(List<String> headers) {
        if (headers.size() != 1 || headers.get(0).length() > LONGEST) {
            return List.of();
        }
        try {
            // a plus is one of base64, not a form's blank
            String pem = URLDecoder.decode(headers.get(0).replace("+", "%2B"), StandardCharsets.UTF_8);
            return pem.startsWith("-----BEGIN CERTIFICATE-----")
                    ? PemCertificates.read(pem.getBytes(StandardCharsets.UTF_8))
                    : List.of();
        } catch (IllegalArgumentException notEncoded) {
            return List.of();
        }
    }
}
