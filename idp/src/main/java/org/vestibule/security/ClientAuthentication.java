package org.vestibule.security;

import java.util.List;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.X509ClientCertificateAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.web.authentication.X509ClientCertificateAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;
import org.vestibule.assertion.ClientAssertions;
import org.vestibule.client.LmsClientRepository;
import org.vestibule.clientauth.ClientAuthenticationLimit;
import org.vestibule.grant.CodeGrant;
import org.vestibule.grant.DeadCodeAfterWrongVerifier;
import org.vestibule.mtls.CertificateRules;
import org.vestibule.mtls.MtlsProperties;

/** How clients prove who they are: by secret, key or certificate, or public with PKCE; the code verifier is checked there too. */
@Component
class ClientAuthentication {

    private final LmsClientRepository clients;
    private final CodeGrant codes;
    private final ClientAssertions assertions;
    private final MtlsProperties mtls;
    private final CertificateRules certificates;
    private final ClientAuthenticationLimit limit;

    ClientAuthentication(
            LmsClientRepository clients,
            CodeGrant codes,
            ClientAssertions assertions,
            MtlsProperties mtls,
            CertificateRules certificates,
            ClientAuthenticationLimit limit) {
        this.clients = clients;
        this.codes = codes;
        this.assertions = assertions;
        this.mtls = mtls;
        this.certificates = certificates;
        this.limit = limit;
    }

    /** The framework's reading of certificates knows no proxy, and tells the methods apart by the length of the chain. */
    static void requests(List<AuthenticationConverter> converters) {
        converters.removeIf(X509ClientCertificateAuthenticationConverter.class::isInstance);
    }

    /** Leaves of the framework's providers those that work here, and adds ours. */
    void choose(List<AuthenticationProvider> providers) {
        providers.removeIf(provider -> !(provider instanceof ClientSecretAuthenticationProvider)
                && !(provider instanceof JwtClientAssertionAuthenticationProvider)
                && !(provider instanceof PublicClientAuthenticationProvider)
                && !(mtls.enabled() && provider instanceof X509ClientCertificateAuthenticationProvider));
        providers.forEach(provider -> {
            if (provider instanceof JwtClientAssertionAuthenticationProvider byKey) {
                byKey.setJwtDecoderFactory(assertions);
            }
            if (provider instanceof X509ClientCertificateAuthenticationProvider byCertificate) {
                byCertificate.setCertificateVerifier(certificates);
            }
        });
        providers.replaceAll(provider -> new DeadCodeAfterWrongVerifier(provider, clients, codes));
        // before the framework's own, which wants a code verifier
        providers.add(0, new PublicClients(clients));
        limit.around(providers);
    }
}
