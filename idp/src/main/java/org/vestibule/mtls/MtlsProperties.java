package org.vestibule.mtls;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether clients may authenticate by a certificate.
 *
 * @param enabled false: no certificate is looked at, and discovery names no method
 * @param header where a trusted proxy writes the certificate, as PEM, URL-encoded; null: it is that of the TLS connection
 * @param trustCertificates a PEM file with the authorities whose certificates {@code tls_client_auth} takes; null: there is
 *     no such method
 */
@ConfigurationProperties("idp.mtls")
public record MtlsProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable String header,
        @Nullable Path trustCertificates) {

    public MtlsProperties {
        if (header != null && !header.matches("[A-Za-z0-9-]{1,100}")) {
            throw new IllegalArgumentException("idp.mtls.header must be the name of a header, but is " + header);
        }
    }

    /** The methods that work. */
    public List<String> methods() {
        if (!enabled) {
            return List.of();
        }
        return trustCertificates == null
                ? List.of("self_signed_tls_client_auth")
                : List.of("tls_client_auth", "self_signed_tls_client_auth");
    }
}
