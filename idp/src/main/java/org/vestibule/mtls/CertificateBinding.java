package org.vestibule.mtls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.vestibule.client.ClientMetadata;

import com.nimbusds.jose.util.X509CertUtils;

/** Access tokens that are good only with the certificate that they were got with (RFC 8705, section 3). */
public final class CertificateBinding {

    /** Its name in {@code cnf}. */
    public static final String MEMBER = "x5t#S256";

    private CertificateBinding() {}

    /** What the tokens of a request are bound to; empty: to no certificate. */
    public static Optional<String> of(@Nullable Authentication tokenRequest, ClientMetadata client) {
        return client.tlsClientCertificateBoundAccessTokens()
                        && tokenRequest != null
                        && tokenRequest.getPrincipal() instanceof OAuth2ClientAuthenticationToken sender
                        && sender.getCredentials() instanceof X509Certificate[] chain
                ? Optional.of(thumbprint(chain[0]))
                : Optional.empty();
    }

    /** Whether a request with these certificates may use a token that is bound to {@code thumbprint}. */
    public static boolean opens(Object thumbprint, List<X509Certificate> shown) {
        return !shown.isEmpty() && thumbprint(shown.get(0)).equals(thumbprint);
    }

    private static String thumbprint(X509Certificate certificate) {
        return X509CertUtils.computeSHA256Thumbprint(certificate).toString();
    }
}
