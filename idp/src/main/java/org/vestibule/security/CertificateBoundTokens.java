package org.vestibule.security;

import java.util.Map;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.vestibule.mtls.CertificateBinding;
import org.vestibule.mtls.ShownCertificates;

/**
 * UserInfo for access tokens that are bound to a certificate (RFC 8705, section 3). Without it they are none, also when
 * certificates have been switched off since.
 */
@Component
class CertificateBoundTokens {

    private final ShownCertificates certificates;

    CertificateBoundTokens(ShownCertificates certificates) {
        this.certificates = certificates;
    }

    /** No bean, which would be put before every request. */
    Filter filter() {
        return (request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken shown
                    && !usable(shown.getToken(), http)) {
                SecurityContextHolder.clearContext();
                MachineEndpoints.refuseToken(
                        http,
                        (HttpServletResponse) response,
                        new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN));
                return;
            }
            chain.doFilter(request, response);
        };
    }

    private boolean usable(Jwt token, HttpServletRequest request) {
        Map<String, Object> confirmation = token.getClaimAsMap("cnf");
        Object thumbprint = confirmation == null ? null : confirmation.get(CertificateBinding.MEMBER);
        return thumbprint == null || CertificateBinding.opens(thumbprint, certificates.of(request));
    }
}
