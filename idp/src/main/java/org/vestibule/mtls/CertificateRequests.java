package org.vestibule.mtls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.X509ClientCertificateAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;
import org.vestibule.client.Clients;

/** Requests of clients with a certificate: the {@code client_id} says which one is meant, and so by which method. */
@Component
public class CertificateRequests {

    private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";
    private static final AuthenticationConverter FRAMEWORK = new X509ClientCertificateAuthenticationConverter();

    private final ShownCertificates certificates;
    private final Clients clients;

    CertificateRequests(ShownCertificates certificates, Clients clients) {
        this.certificates = certificates;
        this.clients = clients;
    }

    /** Null for a request by another method, and for one of a client that has another method: a connection has its certificate
     * whatever it is used for. */
    public @Nullable Authentication read(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null) {
            return null;
        }
        List<X509Certificate> chain = certificates.of(request);
        if (chain.isEmpty()
                || !(FRAMEWORK.convert(new Shown(request, chain)) instanceof OAuth2ClientAuthenticationToken token)) {
            return null;
        }
        Optional<String> method = clients.byClientId(token.getName())
                .flatMap(client -> client.metadata().tlsMethod());
        return method.isEmpty()
                ? null
                : new OAuth2ClientAuthenticationToken(
                        token.getName(),
                        new ClientAuthenticationMethod(method.get()),
                        token.getCredentials(),
                        token.getAdditionalParameters());
    }

    /** The request with the certificate where the framework looks for it. */
    private static final class Shown extends HttpServletRequestWrapper {

        private final List<X509Certificate> chain;

        Shown(HttpServletRequest request, List<X509Certificate> chain) {
            super(request);
            this.chain = chain;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return ATTRIBUTE.equals(name) ? chain.toArray(X509Certificate[]::new) : super.getAttribute(name);
        }
    }
}
